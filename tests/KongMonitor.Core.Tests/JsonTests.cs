// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests;

public sealed class JsonTests
{
    [Fact]
    public void A_request_event_has_every_field()
    {
        var json = Printed.Json(Seed.Request());
        Assert.Equal(
            """{"type":"request","time":"2024-01-15T10:30:05.000000Z","src":"192.168.1.100:54321","dst":"10.0.0.5:8000","method":"GET","domain":"api.example.com","path":"/users","status":0,"bytes":1200,"leg":"downstream","ttfb_us":null,"total_us":null,"exchange":"0-0","container":0,"request_body_bytes":0}""",
            json.GetRawText());
    }

    [Fact]
    public void A_response_event_has_its_latency_in_microseconds()
    {
        var traffic = Seed.Response();
        traffic.Flags = (byte)(EventFlag.Aborted | EventFlag.PathCut);
        traffic.InterimStatus = 100;
        traffic.Timestamp += 123_456_789;
        var json = Printed.Json(traffic);
        Assert.Equal("response", json.GetProperty("type").GetString());
        Assert.Equal("2024-01-15T10:30:05.123456Z", json.GetProperty("time").GetString());
        Assert.Equal(1234, json.GetProperty("ttfb_us").GetInt32());
        Assert.Equal(2345, json.GetProperty("total_us").GetInt32());
        Assert.Equal(100, json.GetProperty("interim_status").GetInt32());
        Assert.True(json.GetProperty("aborted").GetBoolean());
        Assert.True(json.GetProperty("path_cut").GetBoolean());
        Assert.False(json.TryGetProperty("late", out _));
    }

    [Fact]
    public void An_unanswered_request_is_an_error_with_a_reason()
    {
        var traffic = Wire.Event(EventType.Error, "2001:db8::5", 8000, "2001:db8::1", 54321);
        traffic.Reason = (uint)UnansweredReason.ClosedByServer;
        traffic.Method = (byte)HttpMethod.Other;
        traffic.Leg = (byte)Leg.Upstream;
        Wire.Put(traffic.MethodToken, "PURGE");
        var json = Printed.Json(traffic);
        Assert.Equal("error", json.GetProperty("type").GetString());
        Assert.Equal("[2001:db8::5]:8000", json.GetProperty("src").GetString());
        Assert.Equal("closed_by_server", json.GetProperty("reason").GetString());
        Assert.Equal("OTHER", json.GetProperty("method").GetString());
        Assert.Equal("PURGE", json.GetProperty("method_token").GetString());
        Assert.Equal("upstream", json.GetProperty("leg").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("total_us").ValueKind);
    }

    [Fact]
    public void Hostile_text_is_shown_as_in_every_output()
    {
        var traffic = Seed.Request();
        Wire.Put(traffic.Domain, [(byte)'a', 0xff, 0x1b]);
        Wire.Put(traffic.Path, "/\"<b>[red]\n");
        var json = Printed.Json(traffic);
        Assert.Equal(@"a\xff\x1b", json.GetProperty("domain").GetString());
        Assert.Equal("/\"<b>[red]\\x0a", json.GetProperty("path").GetString());
        Assert.DoesNotContain("<b>", json.GetRawText());
    }

    [Fact]
    public void A_snapshot_has_its_tables_in_order()
    {
        var json = Printed.Json(Seed.Reading());
        Assert.Equal(
            ["type", "time", "containers", "methods", "domains", "paths", "statuses", "connections", "connections_present", "connections_evicted", "legs", "not_http", "not_http_upstream", "losses", "warnings", "since", "resumed", "container_traffic", "endpoints_folded", "present", "latency_bounds_us", "view"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            """{"index":0,"id":null,"name":null,"pod":null,"image":null,"cgroup":null,"leg":"downstream","requests":150,"responses":148,"bytes_sent":45600,"bytes_received":23400,"errors":2,"last_activity":"2024-01-15T10:30:00.000000Z"}""",
            json.GetProperty("containers")[0].GetRawText());
        Assert.Equal(
            """{"leg":"downstream","client":"192.168.1.100:54321","server":"10.0.0.5:8000","method":"GET","domain":"api.example.com","path":"/users","requests":25,"responses":24,"bytes_sent":1200,"bytes_received":800,"errors":1,"last_activity":"2024-01-15T10:30:00.000000Z","partial":false}""",
            json.GetProperty("connections")[0].GetRawText());
        Assert.Equal("{}", json.GetProperty("losses").GetRawText());
    }

    [Fact]
    public void A_container_has_what_is_known_of_it_in_both_legs()
    {
        var reading = Seed.Reading();
        Seed.AddContainer(reading, 1, 9_007_199_254_740_993, new("4f5e0c1d2b3a", "kong", "shop/kong-7d9f", "kong:3.9", "/a"));
        Seed.AddContainer(reading, 2, 4711, null);
        var rows = Printed.Json(reading).GetProperty("containers").EnumerateArray().Select(row => row.GetRawText()).ToArray();
        Assert.Equal(5, rows.Length);
        const string known =
            """{"index":1,"id":"4f5e0c1d2b3a","name":"kong","pod":"shop/kong-7d9f","image":"kong:3.9","cgroup":"9007199254740993","leg":""";
        Assert.StartsWith(known + "\"downstream\",\"requests\":1,", rows[1]);
        Assert.StartsWith("""{"index":2,"id":null,"name":null,"pod":null,"image":null,"cgroup":"4711","leg":"downstream",""", rows[2]);
        Assert.StartsWith(known + "\"upstream\",\"requests\":2,", rows[3]);
    }

    [Fact]
    public void Rows_name_their_leg_and_have_percentiles_with_bounds()
    {
        var reading = Seed.Reading();
        reading.Endpoints.Add(Wire.Endpoint(200), Wire.Ended(3, latencyBucket: 2));
        reading.Endpoints.Add(Wire.Endpoint(200, leg: Leg.Upstream), Wire.Ended(1, latencyBucket: 41));
        var json = Printed.Json(reading);
        const string latency = "\"p50_us\":128,\"p50_bounds_us\":[96,128],\"p95_us\":128,\"p95_bounds_us\":[96,128],\"p99_us\":128,\"p99_bounds_us\":[96,128]";
        const string counts = "\"requests\":3,\"responses\":3,\"bytes_sent\":30,\"bytes_received\":60,\"errors\":0";
        Assert.Equal(
            $"{{\"leg\":\"downstream\",\"method\":\"GET\",{counts},{latency}}}", json.GetProperty("methods")[0].GetRawText());
        Assert.Equal(
            $"{{\"leg\":\"downstream\",\"domain\":\"api.example.com\",{counts},{latency}}}", json.GetProperty("domains")[0].GetRawText());
        Assert.Equal(
            $"{{\"leg\":\"downstream\",\"domain\":\"api.example.com\",\"path\":\"/users\",{counts},{latency}}}",
            json.GetProperty("paths")[0].GetRawText());
        Assert.Equal($"{{\"leg\":\"downstream\",\"status\":200,\"responses\":3,{latency}}}", json.GetProperty("statuses")[0].GetRawText());
        Assert.Equal("upstream", json.GetProperty("paths")[1].GetProperty("leg").GetString());
        Assert.Equal("[67108864,null]", json.GetProperty("paths")[1].GetProperty("p99_bounds_us").GetRawText());
    }

    [Fact]
    public void A_row_says_that_it_is_a_group_or_what_found_no_room()
    {
        var reading = Seed.Reading();
        reading.Folded.Add(Wire.Endpoint(200, path: "/users/{id}"), Wire.Ended(3));
        reading.Others.Add(new OtherKey { Method = (byte)HttpMethod.Get, Status = 200 }, Wire.Ended(2));
        reading.Endpoints.Add(Wire.Endpoint(200), Wire.Ended(1));
        var paths = Printed.Json(reading).GetProperty("paths");
        Assert.StartsWith("""{"leg":"downstream","domain":"api.example.com","path":"/users/{id}","group":true,"requests":3""", paths[0].GetRawText());
        Assert.StartsWith("""{"leg":"downstream","domain":"(other)","path":"(other)","other":true,"requests":2""", paths[1].GetRawText());
        Assert.StartsWith("""{"leg":"downstream","domain":"api.example.com","path":"/users","requests":1""", paths[2].GetRawText());
    }

    [Fact]
    public void Legs_have_the_parts_that_requests_add_up_from()
    {
        var reading = Seed.Reading();
        ref var downstream = ref reading.Containers.Values[0].Downstream;
        Span<ulong> unanswered = downstream.Unanswered;
        (unanswered[(int)UnansweredReason.Timeout], downstream.InFlight) = (2, 0);
        var json = Printed.Json(reading).GetProperty("legs");
        Assert.Equal(["downstream", "upstream"], json.EnumerateArray().Select(leg => leg.GetProperty("leg").GetString()));
        var leg = json[0];
        string[] parts = ["responses", "unanswered", "desynced", "in_flight"];
        Assert.Equal(leg.GetProperty("requests").GetInt64(), parts.Sum(part => leg.GetProperty(part).GetInt64()));
        Assert.Equal("""{"timeout":2}""", leg.GetProperty("unanswered_by").GetRawText());
    }

    [Fact]
    public void Losses_and_other_protocols_are_objects()
    {
        var reading = Seed.Reading();
        reading.Losses[(int)Loss.RingFull] = 7;
        reading.NotHttp[(int)NotHttp.Tls] = 1;
        reading.NotHttp[(int)NotHttp.Count + (int)NotHttp.Smtp] = 2;
        var json = Printed.Json(reading, outputFull: 8);
        Assert.Equal("""{"ring_full":7,"output_full":8}""", json.GetProperty("losses").GetRawText());
        Assert.Equal("""{"tls":1}""", json.GetProperty("not_http").GetRawText());
        Assert.Equal("""{"smtp":2}""", json.GetProperty("not_http_upstream").GetRawText());
    }

    [Fact]
    public void A_snapshot_longer_than_the_buffer_is_one_line_still()
    {
        var reading = Seed.Reading();
        for (var i = 0; i < 2000; i++)
        {
            reading.Endpoints.Add(Wire.Endpoint(200, path: $"/{i}"), Wire.Ended(1));
        }

        Assert.Equal(2000, Printed.Json(reading).GetProperty("paths").GetArrayLength());
    }
}
