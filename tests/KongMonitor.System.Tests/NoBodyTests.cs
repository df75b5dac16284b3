// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class NoBodyTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task The_answer_to_HEAD_has_a_length_and_no_body()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Of("HEAD", "/static/1m.bin"));
        client.Call(Request.Of("HEAD", "/chunked/text.txt"));
        client.Call(Request.Of("HEAD", "/files/1m.bin"));
        client.Call(Request.Get("/direct/200/"));
        await Compare(monitor);
        await CompareUpstream(monitor, 1);
    }

    [Fact]
    public async Task A_304_has_no_body()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Get("/static/hello.txt", "If-None-Match: *"));
        client.Call(Request.Get("/files/hello.txt", "If-None-Match: *"));
        client.Call(Request.Get("/static/hello.txt"));
        var last = await Compare(monitor);
        Assert.Equal(2, last.Statuses.Single(row => row is { Leg: "downstream", Status: 304 }).Responses);
    }

    [Fact]
    public async Task A_204_has_no_body()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Of("DELETE", "/direct/204/"));
        client.Call(Request.Of("DELETE", "/users/204"));
        client.Call(Request.Get("/direct/200/"));
        await Compare(monitor);
        await CompareUpstream(monitor, 1);
    }
}
