// SPDX-License-Identifier: MIT
namespace AbiGenerator;

/// <summary>How C names become C# names.</summary>
static class Naming
{
    /// <summary>conn_stats, CONN_STATS and .conn.stats become ConnStats.</summary>
    public static string Pascal(string name)
    {
        var words = name.Split(['_', '.'], StringSplitOptions.RemoveEmptyEntries);
        var isUpper = !name.Any(char.IsLower);
        return string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + (isUpper ? word[1..].ToLowerInvariant() : word[1..])));
    }

    /// <summary>HTTP_METHOD_GET of enum http_method becomes Get.</summary>
    public static string Enumerator(string enumName, string name)
    {
        var prefix = enumName + "_";
        return Pascal(name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : name);
    }
}
