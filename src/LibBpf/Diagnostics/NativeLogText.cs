// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>Finds the one line worth showing in what libbpf said.</summary>
static class NativeLogText
{
    const string Prefix = "libbpf: ";
    const string LogBegin = "-- BEGIN PROG LOAD LOG --";
    const string LogEnd = "-- END PROG LOAD LOG --";

    // What libbpf says besides the cause.
    static readonly string[] sideNotes =
        ["failed to load object", "Failed to bump RLIMIT_MEMLOCK", "Error in bpf_create_map", "-- "];

    static readonly string[] statistics =
        ["processed ", "verification time", "stack depth", "mark_precise", "peak_states", "-- ", "max_states"];

    /// <summary>The first warning that names a cause: those behind it are its consequences.</summary>
    public static string? Reason(string log)
    {
        foreach (var line in log.Split('\n'))
        {
            if (!line.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var text = line[Prefix.Length..].Trim();
            if (text.Length > 0 && !StartsWithAny(text, sideNotes))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Whether libbpf could not even load the trivial program that it tries first.</summary>
    public static bool IsProbeRefused(string log) => log.Contains("bpf_object__probe_loading", StringComparison.Ordinal);

    /// <summary>The verifier's last line that says why; null if the log has no verifier's part.</summary>
    public static string? VerifierReason(string log)
    {
        var begin = log.LastIndexOf(LogBegin, StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        var end = log.IndexOf(LogEnd, begin, StringComparison.Ordinal);
        var lines = log[(begin + LogBegin.Length)..(end < 0 ? log.Length : end)].Split('\n');
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && !line.StartsWith(Prefix, StringComparison.Ordinal) && !StartsWithAny(line, statistics))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>The program that the verifier refused, from "libbpf: prog 'name': BPF program load failed".</summary>
    public static string? RefusedProgram(string log)
    {
        const string start = "libbpf: prog '";
        var begin = log.LastIndexOf(LogBegin, StringComparison.Ordinal);
        var name = begin < 0 ? -1 : log.LastIndexOf(start, begin, StringComparison.Ordinal);
        if (name < 0)
        {
            return null;
        }

        name += start.Length;
        var end = log.IndexOf('\'', name);
        return end < 0 ? null : log[name..end];
    }

    static bool StartsWithAny(string line, string[] starts) =>
        Array.Exists(starts, start => line.StartsWith(start, StringComparison.Ordinal));
}
