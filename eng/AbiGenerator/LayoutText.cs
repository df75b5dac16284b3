// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AbiGenerator;

/// <summary>
/// What a pinned map must agree on with the program that takes it over: its kind, its flags, and the layout of its keys and
/// values down to each number. The size is not part of it, since it may be set at run time.
/// </summary>
sealed partial class LayoutText(BtfTypes types)
{
    const string Size = "max_entries";
    readonly StringBuilder text = new();

    /// <summary>A hash of a map's definition, 16 hexadecimal digits.</summary>
    public static string HashOf(BtfTypes types, BtfType map)
    {
        var layout = new LayoutText(types);
        layout.Add(map);
        return Hash(layout.text.ToString());
    }

    /// <summary>A hash of all enums in headers: states are stored as plain bytes, so no layout tells what they mean.</summary>
    public static string HashOfEnums(IEnumerable<string> headers) => Hash(string.Join('\n', headers
        .SelectMany(header => Enum().Matches(HeaderRoots.WithoutComments(header)))
        .Select(match => Space().Replace(match.Value, " "))));

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    void Add(BtfType type)
    {
        text.Append(CultureInfo.InvariantCulture, $"{type.Kind} {type.Name} {type.Size} {type.Length}{(type.IsSigned ? " signed" : "")}");
        foreach (var (name, value) in type.Enumerators)
        {
            text.Append(CultureInfo.InvariantCulture, $" {name}={value}");
        }

        if (type.Kind is BtfKind.Pointer or BtfKind.Array)
        {
            text.Append(" of ");
            Add(types.Resolve(type.TypeId));
        }

        foreach (var member in type.Members.Where(member => type.Name.Length > 0 || member.Name != Size))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{member.Name} at {member.BitOffset}: ");
            Add(types.Resolve(member.TypeId));
        }
    }

    [GeneratedRegex(@"\benum\s+\w*\s*\{[^}]*\}")]
    private static partial Regex Enum();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
