// SPDX-License-Identifier: MIT
using System.Text;

namespace KongMonitor.Capture.Pins;

/// <summary>Finds a mounted bpffs: the place where maps and links outlive their process. The monitor never mounts one.</summary>
static class BpfFileSystem
{
    const string MountTable = "/proc/thread-self/mountinfo";
    const string Usual = "/sys/fs/bpf";

    /// <summary>Where one is mounted, the usual place before others; null if there is none.</summary>
    public static string? Find() => Choose(MountPoints(File.ReadLines(MountTable)));

    /// <summary>Whether a directory is on a bpffs.</summary>
    public static bool Holds(string directory)
    {
        var path = Path.GetFullPath(directory);
        return Directory.Exists(path) && Innermost(path, File.ReadLines(MountTable)) == "bpf";
    }

    internal static string? Choose(IEnumerable<string> mountPoints)
    {
        string[] all = [.. mountPoints];
        return all.Contains(Usual) ? Usual : all.FirstOrDefault();
    }

    /// <summary>Mount points of type bpf that nothing hides: of mounts on one place the last one shows.</summary>
    internal static IEnumerable<string> MountPoints(IEnumerable<string> table) =>
        from mount in table.Select(Parse)
        group mount.Type by mount.Point into mounts
        where mounts.Last() == "bpf"
        select mounts.Key;

    /// <summary>The type of the file system that a path is on.</summary>
    internal static string? Innermost(string path, IEnumerable<string> table) => table.Select(Parse)
        .Where(mount => path == mount.Point || path.StartsWith(mount.Point.TrimEnd('/') + '/', StringComparison.Ordinal))
        .OrderBy(mount => mount.Point.Length) // stable: of equals the last one shows
        .LastOrDefault().Type;

    // ID PARENT MAJOR:MINOR ROOT MOUNT-POINT OPTIONS [FIELD…] - TYPE SOURCE OPTIONS
    static (string Point, string Type) Parse(string line)
    {
        var column = line.Split(' ');
        var separator = Array.IndexOf(column, "-");
        return separator < 6 || separator + 1 >= column.Length ? ("", "") : (Unescape(column[4]), column[separator + 1]);
    }

    // Blank, tab, newline and backslash are written as \ooo.
    static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var escaped = text[i] == '\\' && i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;
            result.Append(escaped ? (char)Convert.ToInt32(text.Substring(i + 1, 3), 8) : text[i]);
            i += escaped ? 3 : 0;
        }

        return result.ToString();
    }
}
