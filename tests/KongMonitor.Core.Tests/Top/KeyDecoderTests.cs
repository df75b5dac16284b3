// SPDX-License-Identifier: MIT
using System.Text;
using CsCheck;
using KongMonitor.Top.Input;

namespace KongMonitor.CoreTests.Top;

public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("\e[A", "Up")]
    [InlineData("\eOB", "Down")]
    [InlineData("\e[5~\e[6~", "PageUp PageDown")]
    [InlineData("\e[H\e[1~\eOH\e[7~", "Home Home Home Home")]
    [InlineData("\e[F\e[4~", "End End")]
    [InlineData("\x03", "Interrupt")]
    [InlineData("\r\n", "Enter Enter")]
    [InlineData("\x7f\b", "Backspace Backspace")]
    [InlineData("\e[3~", "Delete")]
    [InlineData("\e[1;5C", "")]
    [InlineData("\e[200~", "")]
    [InlineData("\ex", "Escape Text:x")]
    [InlineData("q가", "Text:q Text:가")]
    [InlineData("\t\x1a", "")]
    public void Bytes_become_keys(string input, string keys) => Assert.Equal(keys, Show(new KeyDecoder().Add(Encoding.UTF8.GetBytes(input))));

    [Fact]
    public void An_escape_with_nothing_behind_it_is_the_key()
    {
        var decoder = new KeyDecoder();
        Assert.Empty(decoder.Add("\e"u8));
        Assert.True(decoder.IsWaiting);
        Assert.Equal("Escape", Show(decoder.Pause()));
        Assert.False(decoder.IsWaiting);
    }

    [Fact]
    public void A_sequence_that_stays_incomplete_is_passed_over()
    {
        var decoder = new KeyDecoder();
        Assert.Empty(decoder.Add("\e[5"u8));
        Assert.Empty(decoder.Pause());
        Assert.Equal("Text:q", Show(decoder.Add("q"u8)));
    }

    [Fact]
    public void It_does_not_matter_how_the_bytes_are_cut()
    {
        var key = Gen.OneOf<string>("\e[A", "\eOB", "\e[5~", "가", "x", "\x03", "é", "\e[1;5C", "\U0001f600");
        Gen.Select(key.Array[1, 6], Gen.Int[1, 4]).Sample((keys, piece) =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(keys));
            var decoder = new KeyDecoder();
            var cut = bytes.Chunk(piece).SelectMany(part => decoder.Add(part)).ToArray();
            Assert.Equal(Show(new KeyDecoder().Add(bytes)), Show(cut));
        });
    }

    [Fact]
    public void Whatever_comes_it_never_waits_for_long() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var decoder = new KeyDecoder();
        decoder.Add(bytes);
        decoder.Pause();
        Assert.Equal("Text:q", Show(decoder.Add("q"u8)));
    });

    static string Show(IEnumerable<Key> keys) =>
        string.Join(' ', keys.Select(key => key.Kind == KeyKind.Text ? $"Text:{key.Character}" : $"{key.Kind}"));
}
