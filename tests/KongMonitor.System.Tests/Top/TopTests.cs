// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Top;

/// <summary>top on a real terminal, beside nginx's log.</summary>
public sealed class TopTests(Lab lab) : SystemTest(lab)
{
    static readonly string[] targets = ["/direct/200/a", "/direct/404/a", "/direct/503/b", "/direct/200/b", "/direct/200/b", "/proxied/c"];

    [Fact]
    public async Task The_screen_has_the_counts_of_nginxs_log()
    {
        await using var screen = await Start(100, 30);
        var sent = await CallAll(20);
        await screen.Shows($" {sent.Count} ");
        foreach (var path in sent.GroupBy(exchange => exchange.Path))
        {
            Assert.Equal(Number(path.Count()), screen.Row($"{Request.Host}{path.Key} ")[2]);
        }

        // Behind it, what is in flight, unanswered and desynced.
        Assert.Equal([Number(sent.Count), "0", "0", "0"], screen.Row("downstream ")[^4..]);
        screen.Type("4");
        await screen.Shows("statuses, downstream");
        foreach (var status in sent.GroupBy(exchange => exchange.Status))
        {
            Assert.Equal(Number(status.Count()), screen.Row($"{status.Key} ")[2]);
        }

        screen.Type("2");
        await screen.Shows("domains, downstream");
        Assert.Equal(Number(sent.Count), screen.Row($"{Request.Host} ")[2]);
        screen.Type("1l");
        await screen.Shows("paths, upstream");
        await Until.True(() => Lab.UpstreamLog.Count == 20, () => "the upstream's log");
        Assert.Equal("20", screen.Row($"{Request.Host}/")[2]);
        screen.Type("5");
        await screen.Shows("connections, upstream");
        screen.Type("6");
        await screen.Shows("containers, upstream");
    }

    [Fact]
    public async Task Rates_come_while_there_is_traffic_and_go_with_it()
    {
        await using var screen = await Start(80, 24, "--interval", "500ms");
        await CallAll(5);
        await Until.True(() => Rate(screen) > 0, () => $"a rate:\n{screen.Text}", 20);
        await Until.True(() => Rate(screen) == 0, () => $"no rate:\n{screen.Text}", 20);
    }

    [Fact]
    public async Task Rows_are_sorted_by_the_chosen_column_and_reversed()
    {
        await using var screen = await Start(100, 30);
        var sent = await CallAll(3);
        await screen.Shows($" {sent.Count} ");
        screen.Type("s");
        await screen.Shows("requests▼");
        Assert.StartsWith($"{Request.Host}/direct/200/b ", FirstRow(screen));
        screen.Type("<<");
        await screen.Shows("name▼");
        Assert.StartsWith($"{Request.Host}/direct/200/a ", FirstRow(screen));
        screen.Type("r");
        await screen.Shows("name▲");
        Assert.StartsWith($"{Request.Host}/proxied/c ", FirstRow(screen));
    }

    [Fact]
    public async Task A_filter_shows_what_it_means_and_a_bad_one_leaves_it_as_it_was()
    {
        await using var screen = await Start(100, 30);
        var sent = await CallAll(3);
        await screen.Shows($" {sent.Count} ");
        screen.Type("/status>=400");
        screen.Press("Enter");
        await screen.Shows("filter status>=400, 2 rows");
        Assert.DoesNotContain("/direct/200/", screen.Text);
        Assert.Equal("100%", screen.Row($"{Request.Host}/direct/404/a ")[3]);
        screen.Type("/ staus=1");
        screen.Press("Enter");
        await screen.Shows("there is no field 'staus'");
        var line = Array.FindIndex(screen.Lines, line => line.StartsWith("filter: ", StringComparison.Ordinal));
        Assert.Equal("filter: status>=400 staus=1", screen.Lines[line]);
        Assert.Equal(new string(' ', "filter: status>=400 ".Length) + "^^^^^", screen.Lines[line + 1]);
        Assert.True(screen.HasCursor);
        screen.Press("Escape");
        await screen.ShowsNot("staus");
        Assert.Contains("filter status>=400, 2 rows", screen.Text);
        Assert.False(screen.HasCursor);
        Assert.Contains($" {sent.Count} ", screen.Lines[2]); // totals are of everything
    }

    [Fact]
    public async Task Paused_it_stands_still_and_the_counting_goes_on()
    {
        await using var screen = await Start(80, 24, "--interval", "100ms");
        await CallAll(1);
        await screen.Shows(" 6 ");
        screen.Type("p");
        await screen.Shows("PAUSED");
        var still = screen.Text;
        await CallAll(2);
        await Task.Delay(1000, TestContext.Current.CancellationToken); // ten intervals
        Assert.Equal(still, screen.Text);
        screen.Type(" ");
        await screen.ShowsNot("PAUSED");
        await screen.Shows(" 18 ");
    }

    [Fact]
    public async Task Help_explains_the_keys_and_goes_again()
    {
        await using var screen = await Start(100, 30);
        screen.Type("?");
        await screen.Shows("sort by the next, the previous column", "arrows move  any other key: back");
        screen.Press("Escape");
        await screen.Shows("paths, downstream");
    }

    [Fact]
    public async Task Korean_columns_stand_under_their_titles()
    {
        await using var screen = TerminalScreen.Start(Lab, 100, 24, "--lang", "ko");
        await screen.Drawn("요청/초");
        var sent = await CallAll(2);
        await screen.Shows($" {sent.Count} ");
        var lines = screen.Lines;
        var head = Array.FindIndex(lines, line => line.StartsWith("이름", StringComparison.Ordinal));
        Assert.Equal(100, Cells(lines[head]));
        Assert.All(lines.Skip(head + 1).Take(5), line => Assert.Equal(100, Cells(line)));
        Assert.Equal(Cells(lines[1]), Cells(lines[2]));
        Assert.Equal(Cells(lines[1]), Cells(lines[3]));
    }

    [Fact]
    public async Task It_survives_every_size()
    {
        await using var screen = await Start(80, 24);
        var sent = await CallAll(1);
        await screen.Shows($" {sent.Count} ");
        foreach (var (width, height) in ((int, int)[])[(40, 10), (20, 5), (3, 2), (1, 1), (200, 60), (10, 40), (150, 4), (80, 24)])
        {
            screen.Resize(width, height);
            await Until.True(() => screen.Lines.All(line => Cells(line) <= width) && screen.Lines.Length <= height + 1, () => $"{width}x{height}");
        }

        await screen.Shows("kong-ebpf-monitor top", "q quit", $" {sent.Count} ");
        screen.Type("q");
        Assert.Equal(0, await screen.Ended());
    }

    [Fact]
    public async Task Names_from_the_network_cannot_act_on_the_screen()
    {
        await using var screen = await Start(100, 24);
        Connect().Call(Request.ForHost("api.example.com", "/direct/200/[red]x[/]"));
        Connect().Call(Request.ForHost("api.example.com", "/direct/200/\u009b31m\u00e2\u0080\u00ae"));
        await screen.Shows("/direct/200/[red]x[/]", @"/direct/200/\x9b31m\xe2\x80\xae");
        Assert.DoesNotContain("\u202e", screen.Written);
    }

    static double Rate(TerminalScreen screen) => double.TryParse(screen.Row("downstream")[1], CultureInfo.InvariantCulture, out var rate) ? rate : 0;

    static string FirstRow(TerminalScreen screen) =>
        screen.Lines.SkipWhile(line => !line.StartsWith("name", StringComparison.Ordinal)).ElementAt(1);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static int Cells(string line) => line.EnumerateRunes().Sum(rune => rune.Value is >= 0x1100 and <= 0x115f or >= 0xac00 and <= 0xd7a3 ? 2 : 1);

    async Task<TerminalScreen> Start(int width, int height, params string[] options) => await TerminalScreen.Start(Lab, width, height, options).Drawn();

    async Task<IReadOnlyList<Exchange>> CallAll(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var client = Connect();
            foreach (var target in targets)
            {
                client.Call(Request.Get(target));
            }
        }

        return await SameAsLog();
    }
}
