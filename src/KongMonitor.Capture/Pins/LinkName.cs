// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Pins;

/// <summary>How a pinned link's file is called: INTERFACE-HOOK. bpffs keeps names with a dot for itself, and eth0.100 has one.</summary>
static class LinkName
{
    const char Separator = '-';

    public static string Of(string interfaceName, string hookName) =>
        $"{interfaceName.Replace("%", "%25").Replace(".", "%2E")}{Separator}{hookName}";

    /// <summary>Interface and hook; an empty hook for a name that is none of ours.</summary>
    public static (string InterfaceName, string HookName) Parse(string name)
    {
        var end = name.LastIndexOf(Separator);
        return end < 0 ? (name, "") : (name[..end].Replace("%2E", ".").Replace("%25", "%"), name[(end + 1)..]);
    }
}
