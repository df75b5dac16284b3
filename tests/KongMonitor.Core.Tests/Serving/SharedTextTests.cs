// SPDX-License-Identifier: MIT
using System.Buffers;
using KongMonitor.Serving.Views;

namespace KongMonitor.CoreTests.Serving;

public sealed class SharedTextTests
{
    const int Piece = 16 * 1024;

    [Fact]
    public async Task It_has_what_was_written_however_long_the_pieces_were()
    {
        var random = new Random(1);
        var bytes = new byte[100_000];
        random.NextBytes(bytes);
        using var text = new SharedText(new(1_000_000));
        for (var at = 0; at < bytes.Length;)
        {
            var part = bytes.AsSpan(at, Math.Min(random.Next(40_000), bytes.Length - at));
            part.CopyTo(text.GetSpan(part.Length));
            text.Advance(part.Length);
            at += part.Length;
        }

        using var copy = new MemoryStream();
        await text.CopyTo(copy, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal(bytes.Length, text.Length);
    }

    [Fact]
    public void When_there_is_no_room_the_oldest_is_cut_off_and_a_single_one_never()
    {
        var budget = new TextBudget(3 * Piece);
        var texts = Enumerable.Range(0, 3).Select(_ => Written(budget, 1)).ToArray();
        Assert.Equal(3 * Piece, budget.Taken);
        var next = Written(budget, 2);
        Assert.Equal([true, true, false], texts.Select(text => text.IsCut.IsCancellationRequested));
        Assert.Equal(3 * Piece, budget.Taken);
        Write(next, 4);
        Assert.True(texts[2].IsCut.IsCancellationRequested);
        Assert.False(next.IsCut.IsCancellationRequested);
        Assert.Equal(6 * Piece, budget.Taken);
    }

    [Fact]
    public void What_is_cut_off_while_it_is_written_is_not_given_back_twice()
    {
        var budget = new TextBudget(3 * Piece);
        var first = Written(budget, 2);
        var second = Written(budget, 3);
        Assert.True(first.IsCut.IsCancellationRequested);
        Write(first, 1);
        Assert.True(second.IsCut.IsCancellationRequested);
        Assert.Equal(Piece, budget.Taken);
        first.Dispose();
        second.Dispose();
        Assert.Equal(0, budget.Taken);
    }

    [Fact]
    public void It_takes_room_until_the_last_one_has_it()
    {
        var budget = new TextBudget(3 * Piece);
        var text = Written(budget, 1);
        Assert.True(text.TryUse());
        text.Dispose();
        Assert.Equal(Piece, budget.Taken);
        text.Dispose();
        Assert.Equal(0, budget.Taken);
        Assert.False(text.TryUse());
    }

    static SharedText Written(TextBudget budget, int pieces)
    {
        var text = new SharedText(budget);
        Write(text, pieces);
        return text;
    }

    static void Write(SharedText text, int pieces)
    {
        for (var i = 0; i < pieces; i++)
        {
            text.Write(new byte[Piece]);
        }
    }
}
