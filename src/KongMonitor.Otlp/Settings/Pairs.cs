// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp.Settings;

/// <summary>name=value,… as W3C's baggage has it, without properties.</summary>
static class Pairs
{
    /// <summary>The pairs, decoded; null if it is no such text.</summary>
    public static List<KeyValuePair<string, string>>? Parse(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : Decode(part[..equals]);
            if (name.Length == 0)
            {
                return null;
            }

            pairs.Add(new(name, Decode(part[(equals + 1)..])));
        }

        return pairs;
    }

    static string Decode(string text) => Uri.UnescapeDataString(text.Trim());
}
