// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Doctor;

/// <summary>What files of the kernel say. What cannot be read is not there.</summary>
static class HostFiles
{
    const string UsualBpffs = "/sys/fs/bpf";

    public static bool HasBtf => File.Exists("/sys/kernel/btf/vmlinux");

    /// <summary>"none", "integrity" or "confidentiality": the word in brackets; null without that security module.</summary>
    public static string? Lockdown() => ParseLockdown(Read("/sys/kernel/security/lockdown"));

    /// <summary>Where a bpffs is mounted: at its usual place if there, else the first.</summary>
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
        string? found = null;
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split(' ');
            var separator = Array.IndexOf(fields, "-");
            if (separator > 4 && separator + 1 < fields.Length && fields[separator + 1] == "bpf")
            {
                found = found is null || fields[4] == UsualBpffs ? fields[4] : found;
            }
        }

        return found;
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
