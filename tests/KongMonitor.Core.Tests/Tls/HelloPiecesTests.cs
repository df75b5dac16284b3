// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Core.Tls;

namespace KongMonitor.CoreTests.Tls;

public sealed class HelloPiecesTests
{
    [Fact]
    public void Segments_in_any_order_and_repeated_give_the_stream()
    {
        var generator = Gen.Select(Gen.Byte.Array[1, 300], Gen.Int[1, 299].Array[0, 8], Gen.Int);
        generator.Sample((stream, cuts, seed) =>
        {
            int[] places = [0, .. cuts.Where(cut => cut < stream.Length).Distinct().Order(), stream.Length];
            var segments = places.Zip(places.Skip(1)).ToArray();
            (int, int)[] sent = [.. segments, .. segments];
            new Random(seed).Shuffle(sent);
            var pieces = new HelloPieces();
            foreach (var (from, to) in sent)
            {
                pieces.Add((uint)from, stream.AsSpan(from..to));
            }

            Assert.Equal(stream, pieces.Join());
        });
    }

    [Fact]
    public void Behind_a_hole_nothing_is_taken()
    {
        var pieces = new HelloPieces();
        pieces.Add(0, [1, 2, 3]);
        pieces.Add(4, [5]);
        Assert.Equal([1, 2, 3], pieces.Join());
    }

    [Fact]
    public void Segments_that_overlap_are_joined_once()
    {
        var pieces = new HelloPieces();
        pieces.Add(2, [3, 4, 5]);
        pieces.Add(0, [1, 2, 3]);
        pieces.Add(1, [2]);
        Assert.Equal([1, 2, 3, 4, 5], pieces.Join());
    }

    [Fact]
    public void Endless_pieces_take_bounded_room()
    {
        var pieces = new HelloPieces();
        for (uint i = 0; i < 100_000; i++)
        {
            pieces.Add(i, [(byte)i]);
        }

        Assert.InRange(pieces.Join().Length, 1, 100);
    }
}
