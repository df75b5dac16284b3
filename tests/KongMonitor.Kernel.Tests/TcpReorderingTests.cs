// SPDX-License-Identifier: MIT
using CsCheck;

namespace KongMonitor.KernelTests;

/// <summary>Segments in any order are the same exchange.</summary>
public sealed class TcpReorderingTests : TcpTest
{
    const int Samples = 300;
    const int MostPieces = 40;

    [Theory, EveryRoute]
    public void Four_segments_in_any_order_are_the_same_exchange(Route route)
    {
        foreach (var order in Permutations(Pieces))
        {
            AssertSameAsInOrder(route, (connection, all) => Deliver(connection, [.. order.Select(i => all[i])]));
        }
    }

    [Theory, EveryRoute]
    public void Large_bodies_in_any_order_are_the_same_exchange(Route route)
    {
        var body = string.Concat(Enumerable.Repeat(Message.Get(), 100));
        foreach (var order in Permutations(Pieces))
        {
            AssertSameAsInOrder(
                route, Message.Post(body), Message.Ok(body), (connection, all) => Deliver(connection, [.. order.Select(i => all[i])]));
            AssertSameAsInOrder(
                route,
                Message.ChunkedPost(body),
                Message.ChunkedOk(body[..5], body),
                (connection, all) => Deliver(connection, [.. order.Select(i => all[i])]));
        }
    }

    [Theory, EveryRoute]
    public void Many_segments_in_any_order_are_the_same_exchange(Route route) =>
        Gen.Int[2, MostPieces]
            .SelectMany(pieces => Gen.Select(Gen.Int[0, Traffic.Count - 1], Gen.Shuffle(Enumerable.Range(0, pieces).ToArray())))
            .Sample(
                (kind, order) => AssertSameAsInOrder(
                    route,
                    Traffic[kind].Request,
                    Traffic[kind].Response,
                    (connection, all) => Deliver(connection, [.. order.Select(i => all[i])]),
                    order.Length),
                iter: Samples,
                threads: 1);

    [Theory, EveryRoute]
    public void Segments_cut_anew_in_any_order_are_the_same_exchange(Route route) =>
        Gen.Select(
                Gen.Int[0, Traffic.Count - 1],
                Gen.Select(Gen.Int[0, 999], Gen.Int[1, 100]).Array[0, 20],
                Gen.Shuffle(Enumerable.Range(0, MostPieces).ToArray()))
            .Sample(
                (kind, overlaps, order) => AssertSameAsInOrder(
                    route,
                    Traffic[kind].Request,
                    Traffic[kind].Response,
                    (connection, all) => Deliver(connection, [.. Parts(Join(all), overlaps), .. order.Select(i => all[i])]),
                    MostPieces),
                iter: Samples,
                threads: 1);

    /// <summary>Parts of a segment, by start in thousandths of it and length.</summary>
    static IEnumerable<Segment> Parts(Segment whole, (int Start, int Length)[] parts)
    {
        foreach (var (thousandth, length) in parts)
        {
            var start = thousandth * whole.Payload.Length / 1000;
            yield return whole.From(start).Until(Math.Min(length, whole.Payload.Length - start));
        }
    }

    static IEnumerable<int[]> Permutations(int count) =>
        count == 0
            ? [[]]
            : Permutations(count - 1).SelectMany(
                order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
}
