// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace KongMonitor.Core.Filters;

/// <summary>About the address of client or server: addresses, or blocks of them in CIDR notation (RFC 4632).</summary>
sealed class AddressTerm : FilterTerm
{
    readonly (byte[] Bytes, int Bits)[] blocks;

    public AddressTerm(FilterWord word)
        : base(word)
    {
        word.RequireEquality();
        blocks = [.. word.Values.Select(Parse)];
    }

    protected override Verdict? Find(scoped in FilterSubject subject)
    {
        var address = Field == FilterFields.Client ? subject.Client : subject.Server;
        foreach (var (bytes, bits) in blocks)
        {
            if (bytes.Length == address.Length && SamePrefix(bytes, address, bits))
            {
                return Verdict.Yes;
            }
        }

        return Verdict.No;
    }

    static bool SamePrefix(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, int bits)
    {
        var (whole, rest) = Math.DivRem(bits, 8);
        return x[..whole].SequenceEqual(y[..whole]) && (rest == 0 || (x[whole] ^ y[whole]) >> (8 - rest) == 0);
    }

    static (byte[] Bytes, int Bits) Parse(FilterValue value)
    {
        var slash = value.Text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParse(slash < 0 ? value.Text : value.Text[..slash], out var bytes))
        {
            throw value.Refuse(FilterProblemKind.BadAddress);
        }

        var most = bytes.Length * 8;
        return slash < 0 ? (bytes, most)
            : int.TryParse(value.Text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= most ? (bytes, bits)
            : throw value.Refuse(FilterProblemKind.BadAddress);
    }

    // As it would be shown: 10.1 is no address, and one with a port, a zone or brackets is more than one.
    static bool TryParse(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var isAddress = IPAddress.TryParse(text, out var address)
            && (text.Contains(':', StringComparison.Ordinal) ? !text.AsSpan().ContainsAny("[]%") : address.ToString() == text);
        bytes = isAddress ? address!.GetAddressBytes() : null;
        return isAddress;
    }
}
