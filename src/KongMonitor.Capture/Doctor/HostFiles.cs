// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Doctor;

/// <summary>What files of the kernel say. What cannot be read is not there.</summary>
static class HostFiles
{
    public static bool HasBtf => File.Exists("/sys/kernel/btf/vmlinux");

    /// <summary>"none", "integrity" or "confidentiality": the word in brackets; null without that security module.</summary>
    public static string? Lockdown() => ParseLockdown(Read("/sys/kernel/security/lockdown"));

    /// <summary>Where the first bpffs is mounted that this process can reach.</summary>
    public static string? FindBpffs() => ParseMounts(Read("/proc/thread-self/mountinfo"));

    internal static string? ParseLockdown(string text)
    {
        var start = text.IndexOf('[') + 1;
        var end = text.IndexOf(']');
        return start > 0 && end > start ? text[start..end] : null;
    }

    /// <summary>Fields: id, parent, device, root, mount point, options, …, "-", type, source, options.</summary>
    internal static string? ParseMounts(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split(' ');
            var separator = Array.IndexOf(fields, "-");
            if (separator > 4 && separator + 1 < fields.Length && fields[separator + 1] == "bpf")
            {
                return fields[4];
            }
        }

        return null;
    }

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
