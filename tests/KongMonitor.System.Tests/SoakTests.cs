// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>
/// Many requests in one run, by a generator that stops by count. How many: the environment variables
/// KONG_MONITOR_SOAK_REQUESTS and KONG_MONITOR_SOAK_PIPELINED.
/// </summary>
public sealed class SoakTests(Lab lab) : SystemTest(lab)
{
    const int Clients = 32;
    const int Pipelined = 16;

    [Fact]
    public Task Requests_one_after_the_other_are_counted_to_the_one() => Run(Number("KONG_MONITOR_SOAK_REQUESTS", 100_000));

    [Fact]
    public Task Requests_sixteen_in_flight_on_each_connection_are_counted_to_the_one() =>
        Run(Number("KONG_MONITOR_SOAK_PIPELINED", 100_000), $"--max-concurrent-streams={Pipelined}");

    async Task Run(int requests, params string[] options)
    {
        var log = Path.Combine(Lab.State, "gateway", "counted.log");
        var before = Lines(log);
        await using var monitor = await StartMonitor("--no-events", "--interval", "1s");
        await Load.Run(Lab, Clients, requests, ["/counted/"], options);
        await Until.True(() => Lines(log) - before == requests, () => $"{requests} lines in the log, there are {Lines(log) - before}", 20);
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        var leg = monitor.Last.Downstream;
        Assert.Equal((requests, requests, 0), (leg.Requests, leg.Responses, leg.InFlight));
        Assert.Equal((0, 0, 0, 0), (leg.Unanswered, leg.Desynced, leg.Unmatched, leg.Aborted));
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        Assert.Equal(requests, monitor.Last.Statuses.Single(row => row is { Leg: "downstream", Status: 200 }).Responses);
        TestContext.Current.SendDiagnosticMessage(
            "{0} requests, {1} responses, {2} lines in nginx's log, {3} snapshots", leg.Requests, leg.Responses, Lines(log) - before, monitor.Snapshots.Count);
    }

    // "200" and a line feed.
    static long Lines(string log) => File.Exists(log) ? new FileInfo(log).Length / 4 : 0;

    static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
