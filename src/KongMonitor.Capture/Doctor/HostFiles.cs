// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Doctor;

/// <summary>What files of the kernel say. What cannot be read is not there.</summary>
static class HostFiles
{
    public static bool HasBtf => File.Exists("/sys/kernel/btf/vmlinux");

    /// <summary>"none", "integrity" or "confidentiality": the word in brackets; null without that security module.</summary>
    public static string? Lockdown() => ParseLockdown(Read("/sys/kernel/security/lockdown"));

    internal static string? ParseLockdown(string text)
    {
        var start = text.IndexOf('[') + 1;
        var end = text.IndexOf(']');
        return start > 0 && end > start ? text[start..end] : null;
    }

    /// <summary>Whether the kernel could tell: its security modules show themselves by securityfs alone.</summary>
    public static bool IsLockdownKnown() => HasMount(OwnMounts(), "securityfs");

    /// <summary>Whether a cgroup2 tree is mounted, from which containers have their names.</summary>
    public static bool HasCgroups() => HasMount(OwnMounts(), "cgroup2");

    internal static bool HasMount(IEnumerable<string> table, string type) => table.Any(line => Mount.Parse(line) is { } mount && mount.Type == type);

    static string[] OwnMounts() => Read(Mount.OwnTable).Split('\n');

    static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
