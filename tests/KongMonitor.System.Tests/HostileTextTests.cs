// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class HostileTextTests(Lab lab) : SystemTest(lab)
{
    // As bytes on the wire (Latin-1), and as they must be shown.
    internal static readonly (string Wire, string Shown)[] targets =
    [
        ("/a\x1b[31mred\x1b[0m", @"/a\x1b[31mred\x1b[0m"),
        ("/[red]markup[/]", "/[red]markup[/]"),
        ("/<script>alert('1')</script>", "/<script>alert('1')</script>"),
        ("/quote\"and\\slash", "/quote\"and\\\\slash"),
        ("/\xff\xfe\xc3(", @"/\xff\xfe\xc3("),
        ("/\xea\xb0\x80\xeb\x82\x98", "/가나"),
        ("/bell\a\b\x7f", @"/bell\x07\x08\x7f"),
        ("/c1\xc2\x9b" + "31m", @"/c1\xc2\x9b31m"),
        ("/bidi\xe2\x80\xae" + "gnp", @"/bidi\xe2\x80\xaegnp"),
    ];

    [Fact]
    public async Task Hostile_bytes_of_a_target_are_shown_in_hexadecimal()
    {
        await using var monitor = await StartMonitor();
        foreach (var (wire, shown) in targets)
        {
            using var client = Connect();
            client.Call(Request.Raw("GET", "h.example.com", shown, $"GET {wire} HTTP/1.1\r\nHost: h.example.com\r\n\r\n"));
        }

        await CompareWithClients(monitor);
        Clean(monitor.Output);
    }

    [Fact]
    public async Task Hostile_bytes_of_a_host_are_shown_in_hexadecimal()
    {
        await using var monitor = await StartMonitor();
        foreach (var (wire, shown) in ((string, string)[])[
            ("h\x1b[2j.example.com", @"h\x1b[2j.example.com"),
            ("<b>h</b>", "<b>h</b>"),
            ("\xff\xfe.example.com", @"\xff\xfe.example.com"),
            ("h\x7f\x01", @"h\x7f\x01")])
        {
            using var client = Connect();
            client.Call(Request.Raw("GET", shown, "/", $"GET / HTTP/1.1\r\nHost: {wire}\r\n\r\n"));
        }

        await CompareWithClients(monitor);
        Clean(monitor.Output);
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public async Task The_text_report_shows_no_hostile_byte(string language)
    {
        await using var monitor = await StartMonitor("--format", "text", "--lang", language, "--connections", "100");
        foreach (var (wire, _) in targets)
        {
            using var client = Connect();
            client.Call(Request.Raw("GET", "h", wire, $"GET {wire} HTTP/1.1\r\nHost: h\xff\x1b\r\n\r\n"));
        }

        Assert.Equal(0, await monitor.Stop());
        Clean(monitor.Output);
        Assert.All(targets, target => Assert.Contains(@"h\xff\x1b" + target.Shown, monitor.Output));
    }

    static void Clean(string output) => Assert.DoesNotContain(output, character => char.IsControl(character) && character != '\n');
}
