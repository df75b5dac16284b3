// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Http;
using System.Text.Json;
using KongMonitor.SystemTests.Http;

namespace KongMonitor.SystemTests.Support;

/// <summary>A test of what the page asks for.</summary>
public abstract class ServingTest(Lab lab) : MetricsTest(lab)
{
    private protected static readonly string[] Targets = ["/direct/200/a", "/direct/404/a", "/direct/503/b", "/direct/200/b", "/proxied/c"];

    /// <summary>One request to each target, over one connection.</summary>
    private protected void CallAll()
    {
        var client = Connect();
        foreach (var target in Targets)
        {
            client.Call(Request.Get(target));
        }
    }

    private protected Task<StreamClient> Open(string filter = "") => StreamClient.Open(Metrics, filter);

    /// <summary>The object at a path.</summary>
    private protected async Task<JsonElement> Get(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await Metrics.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }

    /// <summary>What the monitor says of its streams.</summary>
    private protected async Task<(long Clients, long Seen, long Sent, long SampledOut, long Dropped)> Streams()
    {
        var streams = (await Get("/api/snapshot?rows=0")).GetProperty("streams");
        long Number(string name) => streams.GetProperty(name).GetInt64();
        return (Number("clients"), Number("seen"), Number("sent"), Number("sampled_out"), Number("dropped"));
    }

    /// <summary>Until they are so.</summary>
    private protected async Task StreamsAre(Func<(long Clients, long Seen, long Sent, long SampledOut, long Dropped), bool> condition, string what, double seconds = 10)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var streams = await Streams();
        for (; !condition(streams); streams = await Streams())
        {
            Assert.True(clock.Elapsed.TotalSeconds < seconds, $"not within {seconds} s: {what}; streams are {streams}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
