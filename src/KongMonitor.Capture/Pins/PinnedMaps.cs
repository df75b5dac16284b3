// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using KongMonitor.Abi;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture.Pins;

/// <summary>Which maps outlive the process, and what two builds must agree on to share them.</summary>
static class PinnedMaps
{
    /// <summary>All that the object creates, but for scratch space and global variables: those belong to one load.</summary>
    public static IEnumerable<BpfMap> Of(BpfObject bpf) =>
        bpf.Maps.Where(map => map.Autocreate && Layouts.Maps.ContainsKey(map.Name) && map.Name != MapNames.ScratchMap);

    /// <summary>A hash over layouts, the numbers that states are stored as, and sizes: 16 hexadecimal digits.</summary>
    public static string Abi(BpfObject bpf)
    {
        var text = new StringBuilder(Layouts.Enums);
        foreach (var map in Of(bpf).OrderBy(map => map.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{map.Name} {Layouts.Maps[map.Name]} {map.MaxEntries}");
        }

        return Fnv1a.Hash(Encoding.UTF8.GetBytes(text.ToString())).ToString("x16", CultureInfo.InvariantCulture);
    }
}
