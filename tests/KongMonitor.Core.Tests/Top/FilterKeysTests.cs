// SPDX-License-Identifier: MIT
using KongMonitor.Language;
using KongMonitor.Top.Input;

namespace KongMonitor.CoreTests.Top;

public sealed class FilterKeysTests
{
    [Fact]
    public void Enter_applies_what_was_typed()
    {
        var shown = Screens.English.Type("/status>=500").Press(KeyKind.Enter);
        Assert.Null(shown.State.Edit);
        Assert.Equal("status>=500", shown.State.Filter.Text);
    }

    [Fact]
    public void Escape_leaves_the_filter_as_it_was()
    {
        var shown = Screens.English.Type("/status>=500").Press(KeyKind.Enter).Type("/ method=GET").Press(KeyKind.Escape);
        Assert.Null(shown.State.Edit);
        Assert.Equal("status>=500", shown.State.Filter.Text);
    }

    [Fact]
    public void A_mistake_is_marked_and_explained_and_the_filter_stays()
    {
        var shown = Screens.English.Type("/domain=\"한글\" staus>=500").Press(KeyKind.Enter);
        Assert.True(shown.State.Filter.IsEverything);
        var line = Array.FindIndex(shown.Lines, line => line.StartsWith("filter: ", StringComparison.Ordinal));
        Assert.Equal("filter: domain=\"한글\" staus>=500", shown.Lines[line]);
        Assert.Equal(new string(' ', 8 + 14) + "^^^^^", shown.Lines[line + 1]);
        Assert.StartsWith("there is no field 'staus'", shown.Lines[line + 2]);
        Assert.Equal((8 + 14 + 5, line), shown.Frame.Cursor);
    }

    [Fact]
    public void The_next_key_takes_the_explanation_away()
    {
        var shown = Screens.English.Type("/staus>=500").Press(KeyKind.Enter);
        Assert.NotNull(shown.State.Edit!.Problem);
        Assert.Null(shown.Press(KeyKind.Backspace).State.Edit!.Problem);
    }

    [Fact]
    public void A_word_can_be_mended_where_it_stands()
    {
        var shown = Screens.English.Type("/staus>=500").Press(KeyKind.Home, KeyKind.Right, KeyKind.Right, KeyKind.Right).Type("t").Press(KeyKind.Enter);
        Assert.Equal("status>=500", shown.State.Filter.Text);
    }

    [Fact]
    public void A_character_outside_the_basic_plane_is_one_step()
    {
        var shown = Screens.English.Type("/path=/\U0001f600x").Press(KeyKind.Left, KeyKind.Backspace);
        Assert.Equal("path=/x", shown.State.Edit!.Text);
        shown.Press(KeyKind.EraseLine).Type("\U0001f600").Press(KeyKind.Left, KeyKind.Delete);
        Assert.Equal("", shown.State.Edit!.Text);
    }

    [Fact]
    public void The_cursor_stays_on_a_narrow_screen()
    {
        var shown = new Screens(Texts.Korean) { Size = new(20, 10) };
        shown.Type("/" + new string('a', 50) + "끝");
        Assert.Equal("필터: aaaaaaaaaaa끝", shown.Lines[^1]);
        Assert.Equal(19, shown.Frame.Cursor!.Value.Column);
        shown.Press(KeyKind.Home);
        Assert.Equal(6, shown.Frame.Cursor!.Value.Column);
    }
}
