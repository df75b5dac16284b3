// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.RegularExpressions;

namespace AbiGenerator;

/// <summary>
/// Writes the C file whose BTF holds every struct and enum that a header declares. clang drops what nothing uses: enums
/// whose values are stored in a __u8, a ring buffer's record, and always the unnamed enum of constants. Naming them here
/// keeps all of that out of the object that the kernel loads. Only names come from this scan; layouts come from BTF.
/// </summary>
static partial class HeaderRoots
{
    /// <summary>The variable whose members are of every root's type.</summary>
    public const string Variable = "abi_roots";

    /// <summary>The name that the unnamed enum gets.</summary>
    public const string Constants = "abi_constants";

    /// <summary>The C file for the text of a header, to be compiled with the header's folder as include path.</summary>
    public static string Generate(string header, string headerName)
    {
        var code = WithoutComments(header);
        var constants = new StringBuilder();
        foreach (Match body in UnnamedEnum().Matches(code))
        {
            foreach (Match constant in Enumerator().Matches(body.Groups[1].Value))
            {
                var name = constant.Groups[1].Value;
                constants.Append($"\t{Constants.ToUpperInvariant()}_{name} = {name},\n");
            }
        }

        var members = new StringBuilder();
        foreach (Match declaration in Declaration().Matches(code))
        {
            members.Append($"\t{declaration.Groups[1].Value} {declaration.Groups[2].Value} {declaration.Groups[2].Value};\n");
        }

        if (constants.Length > 0)
        {
            members.Append($"\tenum {Constants} {Constants};\n");
            constants.Insert(0, $"enum {Constants} {{\n").Append("};\n");
        }

        return $"""
            /* Generated from {headerName}: keeps its types in BTF. */
            #include <linux/types.h>
            #include <linux/bpf.h>
            #include "{headerName}"
            #pragma clang diagnostic ignored "-Wpadded"
            {constants}struct {Variable} {'{'}
            {members}{'}'} {Variable};

            """;
    }

    /// <summary>A header's text with a space in place of each comment.</summary>
    public static string WithoutComments(string header) => Comment().Replace(header, " ");

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(struct|enum)\s+(\w+)\s*\{", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^enum\s*\{([^}]*)\}", RegexOptions.Multiline)]
    private static partial Regex UnnamedEnum();

    [GeneratedRegex(@"(?:^|,)\s*(\w+)")]
    private static partial Regex Enumerator();
}
