// SPDX-License-Identifier: MIT
using System.Globalization;
using LibBpf;

namespace KongMonitor.Capture.Pins;

/// <summary>Which store a start uses, and where earlier runs of this network namespace left theirs.</summary>
static class PinStores
{
    /// <summary>The store to use: the one that is asked for, else one that lies somewhere, else where one can be made.</summary>
    /// <param name="directory">A directory on a bpffs; null: wherever one is mounted.</param>
    /// <returns>Null without a mounted bpffs, or on a kernel that does not tell namespaces apart.</returns>
    /// <exception cref="NoBpfFileSystemException">The directory is not on a bpffs.</exception>
    public static PinStore? Find(string? directory)
    {
        if (directory is not null && !BpfFileSystem.Holds(directory))
        {
            throw new NoBpfFileSystemException(directory);
        }

        if (Cookie() is not { } cookie)
        {
            return null;
        }

        IReadOnlyList<string> places = directory is null ? BpfFileSystem.Places() : [directory];
        var stores = places.Select(place => new PinStore(place, cookie)).ToArray();
        return Array.Find(stores, store => store.Exists) ?? stores.FirstOrDefault();
    }

    /// <summary>What earlier runs left in this network namespace, on any mounted bpffs.</summary>
    public static IReadOnlyList<PinStore> Left()
    {
        var cookie = Cookie();
        return cookie is null ? [] : [.. BpfFileSystem.Places().Select(place => new PinStore(place, cookie)).Where(store => store.Exists)];
    }

    /// <summary>Refuses to count beside an earlier run whose counts would not be taken over.</summary>
    /// <param name="used">The store that is used; null: none.</param>
    /// <exception cref="EarlierRunException">There is one.</exception>
    public static void RequireNoOther(PinStore? used)
    {
        foreach (var store in Left().Where(store => store.Root != used?.Root))
        {
            if (IsCounting(store))
            {
                throw new EarlierRunException(store.Root);
            }
        }
    }

    static string? Cookie() => NetworkNamespace.GetCookie()?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether programs of a store are attached in this network namespace.</summary>
    public static bool IsCounting(PinStore store)
    {
        try
        {
            return store.HasLinks || (store.Abi is not null && InterfaceTable.Devices().Any(device => LeftFilters.On(device).Any()));
        }
        catch (UnauthorizedAccessException)
        {
            return false; // another user's: its XDP program is in the way, or TCX programs count beside each other
        }
    }
}
