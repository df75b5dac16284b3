// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>The kernel's maps, which bpftool reads while the monitor runs.</summary>
public sealed class MapTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task They_have_the_names_and_sizes_that_are_promised()
    {
        await using var monitor = await StartMonitor();
        var maps = monitor.MapIds.Select(id => Json("map", "show", "id", id)).ToDictionary(
            map => map.GetProperty("name").GetString()!,
            map => (map.GetProperty("type").GetString(), map.GetProperty("bytes_key").GetInt32(), map.GetProperty("max_entries").GetInt32()));
        Assert.Equal(("lru_hash", 208, 10_000), maps["conn_map"]);
        Assert.Equal(("lru_hash", 232, 10_000), maps["conn_map6"]);
        Assert.Equal(("array", 4, 1000), maps["container_stats"]);
        Assert.Equal(("hash", 200, 10_000), maps["endpoint_map"]);
        Assert.Equal(("ringbuf", 0, 262_144), maps["traffic_events"]);
        await monitor.Stop();
    }

    [Fact]
    public async Task A_connection_is_readable_by_name_and_field()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Get("/direct/200/"));
        var id = monitor.MapIds.Single(id => Json("map", "show", "id", id).GetProperty("name").GetString() == "conn_map");
        var row = Json("map", "dump", "id", id)[0].GetProperty("formatted");
        Assert.Equal(1, row.GetProperty("value").GetProperty("requests").GetInt32());
        Assert.Equal(52, row.GetProperty("value").GetProperty("bytes_sent").GetInt32());
        Assert.Equal(1, row.GetProperty("key").GetProperty("method").GetInt32());
        await monitor.Stop();
    }

    static JsonElement Json(params string[] arguments)
    {
        using var document = JsonDocument.Parse(Command.Run("bpftool", ["--json", .. arguments]));
        return document.RootElement.Clone();
    }
}
