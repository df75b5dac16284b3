// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace KongMonitor.ReplayTests.Support;

/// <summary>Reads the files of tests/corpus; its README has the format.</summary>
static partial class TextCorpus
{
    public static string Folder { get; } = Path.Combine(Repository.Folder, "tests", "corpus");

    public static IReadOnlyList<TextConversation> Read(string file)
    {
        var conversations = new List<TextConversation>();
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(Folder, file)))
        {
            number++;
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                conversations.Add(new(line[3..]));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                Assert.True(conversations.Count > 0 && Add(conversations[^1], line), $"{file}, line {number}: \"{line}\" says nothing known");
            }
        }

        return conversations;
    }

    static bool Add(TextConversation conversation, string line)
    {
        switch (line[0])
        {
            case '>' or '<':
                conversation.Sends(line[0] == '>', Sent(line[1..]));
                return true;
            case '=':
                conversation.Exchanges.Add(line[1..].Trim());
                return true;
            case '~':
                conversation.Counts.Add(line[1..].Trim());
                return true;
        }

        if (line == "! whole")
        {
            return conversation.WholeTurnsOnly = true;
        }

        var match = Ending().Match(line);
        if (match.Success)
        {
            conversation.Steps.Add(new(match.Groups[1].Value == "client", match.Groups[2].Value == "closes" ? TextAct.Closes : TextAct.Resets, ""));
        }

        return match.Success;
    }

    // "- text" has no line end of its own, " text" and "" have one.
    static string Sent(string rest) => rest.StartsWith("- ", StringComparison.Ordinal)
        ? Unescape(rest[2..])
        : Unescape(rest.Length > 0 ? rest[1..] : rest) + "\r\n";

    static string Unescape(string text) => Escape().Replace(text, match => match.Value[1] switch
    {
        'r' => "\r",
        'n' => "\n",
        't' => "\t",
        '0' => "\0",
        'x' => ((char)byte.Parse(match.Value[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        _ => "\\",
    });

    [GeneratedRegex("^(client|server) (closes|resets)$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"\\(x[0-9a-f]{2}|[rnt0\\])")]
    private static partial Regex Escape();
}
