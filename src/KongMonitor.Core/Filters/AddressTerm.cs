// SPDX-License-Identifier: MIT
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
        // As it would be shown: 10.1 is no address. What is behind the prefix of a block is of no meaning.
        if (IPAddress.TryParse(value.Text, out var address) && (value.Text.Contains(':', StringComparison.Ordinal) || address.ToString() == value.Text))
        {
            var bytes = address.GetAddressBytes();
            return (bytes, bytes.Length * 8);
        }

        return IPNetwork.TryParse(value.Text, out var block)
            ? (block.BaseAddress.GetAddressBytes(), block.PrefixLength)
            : throw value.Refuse(FilterProblemKind.BadAddress);
    }
}
