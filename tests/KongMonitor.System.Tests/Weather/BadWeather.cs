// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Weather;

/// <summary>
/// Loss or duplication on eth0 of a host of the lab, until disposed: weather.bpf.c by tc. Behind it nothing is left to be
/// sent again: to the next monitor that would be a response whose request it never saw.
/// </summary>
sealed class BadWeather : IAsyncDisposable
{
    static readonly string source = Path.Combine(Repository.Root, "tests", "KongMonitor.System.Tests", "Weather", "weather.bpf.c");
    readonly Lab lab;
    readonly string host;

    /// <param name="lab">Where.</param>
    /// <param name="host">The host's network namespace; not the gateway's.</param>
    /// <param name="direction">egress or ingress of the host.</param>
    /// <param name="loss">Packets of a thousand that are dropped.</param>
    /// <param name="duplicate">Packets of a thousand that are sent twice; in egress alone.</param>
    public BadWeather(Lab lab, string host, string direction, int loss, int duplicate = 0)
    {
        this.lab = lab;
        this.host = host;
        var program = Path.Combine(lab.State, $"weather-{loss}-{duplicate}.o");
        Command.Run(
            "clang", "-O2", "-g", "-target", "bpf", "-I/usr/include/x86_64-linux-gnu", "-I/usr/include/aarch64-linux-gnu",
            Define("LOSS", loss), Define("DUPLICATE", duplicate), "-c", source, "-o", program);
        Command.RunIn(host, "tc", "qdisc", "add", "dev", "eth0", "clsact");
        Command.RunIn(host, "tc", "filter", "add", "dev", "eth0", direction, "bpf", "direct-action", "object-file", program, "section", "tc");
    }

    public async ValueTask DisposeAsync()
    {
        Command.RunIn(host, "tc", "qdisc", "del", "dev", "eth0", "clsact");
        string[] hosts = [lab.Gateway, host];
        await Until.True(
            () => !hosts.SelectMany(Unacknowledged).Any(), () => string.Join('\n', hosts.SelectMany(Unacknowledged)), seconds: 60);
    }

    // Connections of which something is sent and not acknowledged. Columns: state, Recv-Q, Send-Q, addresses.
    static IEnumerable<string> Unacknowledged(string host) => Command.RunIn(host, "ss", "--tcp", "--numeric", "--no-header")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2] != "0");

    static string Define(string name, int value) => string.Create(CultureInfo.InvariantCulture, $"-D{name}={value}");
}
