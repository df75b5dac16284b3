// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Abi;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Rates;
using KongMonitor.CoreTests.Rates;
using KongMonitor.CoreTests.Support;
using KongMonitor.Language;
using KongMonitor.Top;
using KongMonitor.Top.Input;
using KongMonitor.Top.Screen;

namespace KongMonitor.CoreTests.Top;

public sealed class TopScreenTests
{
    static readonly Gen<ScreenSize> sizes = Gen.Select(Gen.Int[1, 160], Gen.Int[1, 50], (width, height) => new ScreenSize(width, height));

    [Fact]
    public void A_usual_screen_has_the_legs_and_the_table() => Assert.Equal(
        """
        kong-ebpf-monitor top  10:30:02  since 2024-01-15 09:30:00, new
        last 2s     req/s errors    p50    p95    p99 requests in flight unansw. desync.
        downstream   60.0  10.0% 2.05ms 65.5ms 65.5ms      180         0       0       0
        upstream        0      -      -      -      -        0         0       0       0
        1 paths  2 domains  3 methods  4 statuses  5 connections  6 containers
        paths, downstream, 4 rows, by req/s; per second: last interval, others: since t…
        name                     req/s▼ requests errors    p50    p95    p99 recv/s last
        api.example.com/orders     20.0       60     0% 2.05ms 2.05ms 2.05ms    400    -
        api.example.com/users      10.0       30     0% 2.05ms 2.05ms 2.05ms    200    -
        api.example.com/broken      5.0       15   100% 65.5ms 65.5ms 65.5ms    100    -
        api.example.com/slow          0        1     0%  2.10s  2.10s  2.10s      0    -
        """,
        string.Join('\n', Screens.English.Lines.Where(line => line.Length > 0).SkipLast(1)));

    [Fact]
    public void Whatever_is_shown_fits_the_screen_and_fills_it()
    {
        var text = Gen.Char.Array[0, 60].Select(letters => new string(letters));
        Gen.Select(sizes, text, Gen.Enum<TableKind>(), Gen.Bool, Gen.Bool).Sample((size, path, kind, helps, edits) =>
        {
            var shown = new Screens(size.Width % 2 == 0 ? Texts.English : Texts.Korean)
            {
                Size = size,
                Data = Screens.Of(reading =>
                {
                    var key = Wire.Endpoint(200);
                    Wire.Put(key.Path, Cut(path));
                    reading.Endpoints.Add(key, Wire.Ended(ulong.MaxValue / 100));
                    reading.Losses[(int)Loss.RingFull] = 3;
                }) with
                { Owner = new(path, CountState.Left, 0) },
                State = new() { Kind = kind, ShowsHelp = helps, Edit = edits ? new(path, path.Length) : null, IsPaused = true },
            };
            var frame = shown.Frame;
            Assert.Equal(size.Height, frame.Lines.Length);
            Assert.All(frame.Lines, line =>
            {
                Assert.InRange(Cells.Width(line.Text), 0, size.Width);
                Assert.All(line.Text.EnumerateRunes(), rune => Assert.True(Cells.IsHarmless(rune), $"U+{rune.Value:X}"));
            });
            Assert.True(frame.Cursor is null || (frame.Cursor.Value.Column < size.Width && frame.Cursor.Value.Line < size.Height));
        });
    }

    [Fact]
    public void Markup_is_text()
    {
        var shown = Screens.English;
        shown.Data = Screens.Of(reading => reading.Add("/[red]a[/]", 1));
        Assert.Equal(["api.example.com/[red]a[/]"], shown.Rows);
    }

    [Fact]
    public void A_path_that_does_not_fit_keeps_more_than_its_domain()
    {
        var shown = Screens.English;
        shown.Size = new(60, 24);
        shown.Data = Screens.Of(reading => reading.Add("/a/rather/long/path", 1));
        Assert.Matches("^api.*…/a/rather/", Assert.Single(shown.Rows));
    }

    [Theory]
    [InlineData("", "/orders /users /broken /slow")]
    [InlineData("r", "/slow /broken /users /orders")]
    [InlineData("s", "/orders /users /broken /slow")]
    [InlineData("ss", "/broken /orders /users /slow")]
    [InlineData("sss", "/slow /broken /orders /users")]
    [InlineData("<", "/broken /orders /slow /users")]
    [InlineData("<r", "/users /slow /orders /broken")]
    [InlineData("<<>>", "/orders /users /broken /slow")]
    public void Rows_are_sorted_by_the_chosen_column(string keys, string paths) => Assert.Equal(
        paths.Split(' ').Select(path => "api.example.com" + path), Screens.English.Type(keys).Rows);

    [Theory]
    [InlineData('1', "paths, downstream, 4 rows")]
    [InlineData('2', "domains, downstream, 1 rows")]
    [InlineData('3', "methods, downstream, 1 rows")]
    [InlineData('4', "statuses, downstream, 2 rows")]
    [InlineData('5', "connections, downstream, 0 rows")]
    [InlineData('6', "containers, downstream, 1 rows")]
    [InlineData('l', "paths, upstream, 0 rows")]
    public void A_key_chooses_the_table(char key, string about) => Assert.Contains(about, Screens.English.Type($"{key}").Text);

    [Fact]
    public void Keys_move_the_marked_row_and_the_table_follows()
    {
        var shown = Screens.English;
        shown.Data = Screens.Of(reading =>
        {
            for (var i = 0; i < 100; i++)
            {
                reading.Add($"/{i:000}", (ulong)(1000 - i));
            }
        });
        var page = shown.Frame.Page;
        Assert.Equal((0, 0), (shown.State.Selected, shown.Frame.First));
        Assert.Equal((page - 1, 0), At(Enumerable.Repeat(KeyKind.Down, page - 1)));
        Assert.Equal((page, 1), At([KeyKind.Down]));
        Assert.Equal((99, 100 - page), At([KeyKind.End]));
        Assert.Equal((99, 100 - page), At([KeyKind.Down]));
        Assert.Equal((99 - page, 99 - page), At([KeyKind.PageUp]));
        Assert.Equal((0, 0), At([KeyKind.Home]));
        Assert.Equal((0, 0), At([KeyKind.Up]));
        Assert.Equal((page, 1), At([KeyKind.PageDown]));

        (int Selected, int First) At(IEnumerable<KeyKind> keys)
        {
            shown.Press(keys);
            return (shown.State.Selected, shown.Frame.First);
        }
    }

    [Theory]
    [InlineData("G", 3)]
    [InlineData("Gj", 3)]
    [InlineData("Gk", 2)]
    [InlineData("GjGjk", 2)]
    [InlineData("jjjjjjk", 2)]
    [InlineData("Gg", 0)]
    [InlineData("k", 0)]
    public void Letters_move_the_marked_row_within_the_table(string keys, int row) => Assert.Equal(row, Screens.English.Type(keys).State.Selected);

    [Fact]
    public void Losses_other_protocols_and_warnings_stand_between_totals_and_table()
    {
        var shown = Screens.English;
        shown.Data = Screens.Of(reading =>
        {
            reading.Losses[(int)Loss.RingFull] = 12;
            reading.NotHttp[(int)NotHttp.Tls] = 3;
            reading.NotHttpPorts.Add(new NotHttpPort { Port = 8443, Leg = (byte)Leg.Downstream, Kind = (byte)NotHttp.Tls }, 3);
        });
        shown.Size = new(120, 40);
        Assert.Contains("Warning: ", shown.Text);
        Assert.Contains("\nLosses: ring_full 12 (event buffer full)\n", shown.Text);
        Assert.Contains("\nConnections that are not HTTP: TLS 3\n", shown.Text);
        foreach (var height in Enumerable.Range(5, 20))
        {
            shown.Size = new(80, height);
            Assert.Contains("Warning: ", shown.Text);
        }
    }

    [Fact]
    public void A_table_that_the_filter_asks_too_much_of_says_so()
    {
        var shown = Screens.English;
        shown.Data = Screens.Busy("client=10.0.0.1");
        Assert.Contains("\nNo tables by method, domain and path: exchanges are not counted by client\n", shown.Text);
    }

    [Fact]
    public void Both_languages_have_the_same_columns_at_the_same_cells()
    {
        var shown = new Screens(Texts.Korean) { Size = new(120, 24) };
        var head = Array.FindIndex(shown.Lines, line => line.StartsWith("이름", StringComparison.Ordinal));
        Assert.All(shown.Frame.Lines.Skip(head).Take(5), line => Assert.Equal(120, Cells.Width(line.Text)));
        Assert.All(shown.Frame.Lines.Skip(1).Take(3).Select(line => Cells.Width(line.Text)), width => Assert.Equal(Cells.Width(shown.Frame.Lines[1].Text), width));
    }

    [Fact]
    public void Help_is_scrolled_on_a_low_screen_and_ends_at_any_other_key()
    {
        var shown = Screens.English;
        shown.Size = new(80, 6);
        shown.Type("?");
        Assert.StartsWith("1 2 3 4 5 6 ", shown.Text);
        Assert.EndsWith("ended.", shown.Press(KeyKind.End).Lines[^2]);
        Assert.StartsWith("1 2 3 4 5 6 ", shown.Press(KeyKind.Home).Text);
        shown.Type("q");
        Assert.False(shown.State.ShowsHelp || shown.State.IsOver);
    }

    [Fact]
    public void Whose_counts_these_are_is_said_also_when_paused()
    {
        var shown = Screens.English.Type("p");
        shown.Size = new(120, 24);
        shown.Data = shown.Data with { Owner = CountOwner.Of("pid 7", turn: 0) };
        Assert.Contains("  counts of pid 7\n", shown.Text);
        shown.Data = shown.Data with { Owner = CountOwner.Of(null, turn: 0) };
        Assert.Contains("\nNo monitor runs here: ", shown.Text);
        shown.Data = shown.Data with { Owner = shown.Data.Owner.Gone };
        Assert.Contains("\nThe monitor has ended and its counts are gone: ", shown.Text);
        Assert.DoesNotContain("counts of", shown.Text);
    }

    [Fact]
    public void Paused_is_said()
    {
        Assert.Contains(" PAUSED ", Screens.English.Type("p").Text);
        Assert.DoesNotContain("PAUSED", Screens.English.Type("p ").Text);
    }

    [Fact]
    public void Both_languages_say_everything_of_the_screen()
    {
        foreach (var texts in (TopTexts[])[TopTexts.English, TopTexts.Korean])
        {
            Assert.Equal(Enum.GetValues<TableKind>(), texts.Tables.Keys.Order());
            Assert.Equal(Enum.GetValues<TopColumn>(), texts.Columns.Keys.Order());
        }

        Assert.Equal(TopTexts.English.Help.Count, TopTexts.Korean.Help.Count);
    }

    static byte[] Cut(string path)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(path);
        return bytes[..Math.Min(bytes.Length, AbiConstants.PathSize - 1)];
    }
}
