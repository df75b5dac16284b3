// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using CsCheck;
using KongMonitor.Core;

namespace KongMonitor.CoreTests;

public sealed class WireTextTests
{
    static readonly string[] pieces = ["\e[2J", "\\x41", "가나", "\u202e", "\u0085", "\u2029", "\U000e0001", "\U0001f600"];

    [Theory]
    [InlineData("plain/path?x=[red]<b>", "plain/path?x=[red]<b>")]
    [InlineData("\e[31mred\e[0m", @"\x1b[31mred\x1b[0m")]
    [InlineData("a\r\nb\tc\u007f", @"a\x0d\x0ab\x09c\x7f")]
    [InlineData(@"back\slash", @"back\\slash")]
    [InlineData("한글 경로", "한글 경로")]
    [InlineData("c1\u009b31m", @"c1\xc2\x9b31m")]
    [InlineData("bidi\u202egnp", @"bidi\xe2\x80\xaegnp")]
    [InlineData("isolate\u2066\u2069", @"isolate\xe2\x81\xa6\xe2\x81\xa9")]
    [InlineData("line\u2028paragraph\u2029", @"line\xe2\x80\xa8paragraph\xe2\x80\xa9")]
    [InlineData("bom\ufeff", @"bom\xef\xbb\xbf")]
    [InlineData("nul\0inside", @"nul\x00inside")]
    public void Characters_that_are_not_plain_text_are_shown_in_hexadecimal(string wire, string shown) =>
        Assert.Equal(shown, WireText.Show(Encoding.UTF8.GetBytes(wire)));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_shown_in_hexadecimal() =>
        Assert.Equal(@"a\xff\xc3(\xed\xa0\x80", WireText.Show([(byte)'a', 0xff, 0xc3, (byte)'(', 0xed, 0xa0, 0x80]));

    [Fact]
    public void A_character_that_was_cut_is_shown_in_hexadecimal() =>
        Assert.Equal(@"/\xea\xb0", WireText.Show([(byte)'/', 0xea, 0xb0]));

    [Fact]
    public void NULs_at_the_end_of_a_field_are_not_shown() =>
        Assert.Equal("ab", WireText.Show([(byte)'a', (byte)'b', 0, 0, 0]));

    [Fact]
    public void Nothing_dangerous_comes_out_whatever_goes_in() =>
        Bytes.Sample(wire =>
        {
            var shown = WireText.Show(wire);
            Assert.All(shown.EnumerateRunes(), rune => Assert.False(Rune.GetUnicodeCategory(rune) is
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
        });

    [Fact]
    public void What_is_shown_can_be_turned_back_into_the_bytes() =>
        Bytes.Sample(wire => Assert.Equal(WireText.Trim(wire).ToArray(), Unescape(WireText.Show(wire))));

    [Fact]
    public void The_room_that_is_asked_for_is_enough() =>
        Bytes.Sample(wire =>
        {
            var room = new byte[wire.Length * WireText.MaxExpansion];
            Assert.InRange(WireText.Escape(wire, room), 0, room.Length);
        });

    [Fact]
    public void Printable_ASCII_without_a_backslash_stays_as_it_is() =>
        Gen.Char[' ', '~'].Where(letter => letter != '\\').Array.Select(letters => new string(letters))
            .Sample(text => Assert.Equal(text, WireText.Show(Encoding.ASCII.GetBytes(text))));

    // Random bytes are seldom UTF-8: mixed with pieces of valid and nearly valid text.
    static Gen<byte[]> Bytes =>
        Gen.OneOf(
            Gen.Byte.Array[0, 8],
            Gen.String.Select(Encoding.UTF8.GetBytes),
            Gen.Int[0, pieces.Length - 1].Select(i => Encoding.UTF8.GetBytes(pieces[i])))
        .Array[0, 6].Select(parts => parts.SelectMany(part => part).ToArray());

    static byte[] Unescape(string shown)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < shown.Length; i++)
        {
            if (shown[i] != '\\')
            {
                var length = char.IsHighSurrogate(shown[i]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(shown.Substring(i, length)));
                i += length - 1;
            }
            else if (shown[i + 1] == '\\')
            {
                bytes.Add((byte)'\\');
                i++;
            }
            else
            {
                bytes.Add(byte.Parse(shown.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 3;
            }
        }

        return [.. bytes];
    }
}
