// SPDX-License-Identifier: MIT
using System.Globalization;

namespace LibBpf;

/// <summary>Explains EPERM: which capabilities BPF wants, and which of them the calling thread lacks.</summary>
static class Privilege
{
    const int NetAdmin = 12;
    const int SysAdmin = 21;
    const int Perfmon = 38;
    const int Bpf = 39;

    public static string Explain()
    {
        const string needed = "needs CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON";
        var missing = string.Join(", ", Missing());
        if (missing.Length > 0)
        {
            return $"{needed}; this process lacks {missing}";
        }

        if (InUserNamespace())
        {
            return $"{needed} in the initial user namespace; this process is in another one";
        }

        return Field("Seccomp:") is "2"
            ? $"{needed}; this process has them, but a seccomp profile is in force that refuses the call: "
                + "use one that allows bpf(), or none (seccomp=unconfined)"
            : $"{needed}; this process has them, so a security module or kernel lockdown refuses the call";
    }

    public static bool LacksPerfmon() => Missing().Contains("CAP_PERFMON");

    public static List<string> Missing()
    {
        var effective = Effective();
        var all = Has(effective, SysAdmin);
        List<string> missing = [];
        if (!all && !Has(effective, Bpf))
        {
            missing.Add("CAP_BPF");
        }

        if (!Has(effective, NetAdmin))
        {
            missing.Add("CAP_NET_ADMIN");
        }

        if (!all && !Has(effective, Perfmon))
        {
            missing.Add("CAP_PERFMON");
        }

        return missing;
    }

    static bool Has(ulong set, int capability) => (set >> capability & 1) != 0;

    static ulong Effective() => Field("CapEff:") is { } set
        ? ulong.Parse(set, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : ulong.MaxValue;

    static string? Field(string name) => Array
        .Find(ReadLines("/proc/thread-self/status"), line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();

    static bool InUserNamespace()
    {
        var map = ReadLines("/proc/self/uid_map");
        return map.Length > 0 && !map[0].EndsWith("4294967295", StringComparison.Ordinal);
    }

    static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
