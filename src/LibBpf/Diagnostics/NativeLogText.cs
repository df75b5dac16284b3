// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>Finds the one line worth showing in what libbpf said.</summary>
static class NativeLogText
{
    const string Prefix = "libbpf: ";
    const string LogBegin = "-- BEGIN PROG LOAD LOG --";
    const string LogEnd = "-- END PROG LOAD LOG --";

    static readonly string[] s_consequences =
        ["failed to load object", "Failed to bump RLIMIT_MEMLOCK", "-- ", "failed to load BPF skeleton"];

    static readonly string[] s_statistics =
        ["processed ", "verification time", "stack depth", "mark_precise", "peak_states", "-- ", "max_states"];

    /// <summary>The last warning that is not merely a consequence of an earlier one.</summary>
    public static string? Reason(string log)
    {
        string? best = null;
        foreach (ReadOnlySpan<char> line in log.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(Prefix))
            {
                continue;
            }

            string text = line[Prefix.Length..].Trim().ToString();
            if (text.Length > 0 && !StartsWithAny(text, s_consequences))
            {
                best = text;
            }
        }

        return best;
    }

    /// <summary>The verifier's last line that says why; null if the log has no verifier's part.</summary>
    public static string? VerifierReason(string log)
    {
        int begin = log.LastIndexOf(LogBegin, StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        int end = log.IndexOf(LogEnd, begin, StringComparison.Ordinal);
        string[] lines = log[(begin + LogBegin.Length)..(end < 0 ? log.Length : end)].Split('\n');
        for (int i = lines.Length - 1; i >= 0; i--)
        {
            string line = lines[i].Trim();
            if (line.Length > 0 && !line.StartsWith(Prefix, StringComparison.Ordinal) && !StartsWithAny(line, s_statistics))
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
        int begin = log.LastIndexOf(LogBegin, StringComparison.Ordinal);
        int name = begin < 0 ? -1 : log.LastIndexOf(start, begin, StringComparison.Ordinal);
        if (name < 0)
        {
            return null;
        }

        name += start.Length;
        int end = log.IndexOf('\'', name);
        return end < 0 ? null : log[name..end];
    }

    static bool StartsWithAny(string line, string[] starts) =>
        Array.Exists(starts, start => line.StartsWith(start, StringComparison.Ordinal));
}
