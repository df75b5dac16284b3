// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests;

public sealed class ExchangeJsonTests
{
    [Fact]
    public void An_answered_exchange_has_every_field_and_begins_with_its_request()
    {
        var traffic = Seed.Response();
        (traffic.Order, traffic.RequestBytes, traffic.InterimStatus) = (7, 1200, 103);
        (traffic.RequestBodyBytes, traffic.ResponseBodyBytes, traffic.Total) = (1000, 700, 1_000_000_000);
        Assert.Equal(
            """{"type":"exchange","id":7,"leg":"downstream","time":"2024-01-15T10:30:04.000000Z","client":"192.168.1.100:54321","server":"10.0.0.5:8000","method":"GET","domain":"api.example.com","path":"/users","query":null,"status":200,"info_status":103,"request_body_bytes":1000,"response_body_bytes":700,"request_bytes":1200,"response_bytes":800,"ttfb_us":1234,"total_us":1000000,"outcome":"answered"}""",
            Printed.Exchange(traffic, withQuery: false).GetRawText());
    }

    [Fact]
    public void A_late_response_and_a_request_end_no_exchange()
    {
        var late = Seed.Response();
        late.Flags = (byte)EventFlag.Late;
        Assert.False(ExchangeJson.IsEnd(late));
        Assert.False(ExchangeJson.IsEnd(Seed.Request()));
        Assert.True(ExchangeJson.IsEnd(Seed.Response()));
    }

    [Theory]
    [InlineData(EventType.Error, (uint)UnansweredReason.Timeout, "unanswered", "timeout")]
    [InlineData(EventType.Error, (uint)UnansweredReason.ResetByClient, "unanswered", "reset_by_client")]
    [InlineData(EventType.Desynced, (uint)DesyncReason.Gap, "desynced", "gap")]
    public void What_had_no_response_says_why_and_has_no_status(EventType type, uint why, string outcome, string reason)
    {
        var traffic = Wire.Event(type, "10.0.0.5", 8000, "192.168.1.100", 54321);
        traffic.Reason = why;
        var json = Printed.Exchange(traffic, withQuery: false);
        Assert.Equal((outcome, reason), (json.GetProperty("outcome").GetString(), json.GetProperty("reason").GetString()));
        Assert.All(["status", "info_status", "ttfb_us"], name => Assert.Equal(JsonValueKind.Null, json.GetProperty(name).ValueKind));
    }

    [Fact]
    public void An_error_status_is_an_answer()
    {
        var traffic = Wire.Event(EventType.Error, "10.0.0.5", 8000, "192.168.1.100", 54321);
        traffic.Status = 503;
        var json = Printed.Exchange(traffic, withQuery: false);
        Assert.Equal((503, "answered"), (json.GetProperty("status").GetInt32(), json.GetProperty("outcome").GetString()));
        Assert.False(json.TryGetProperty("reason", out _));
    }

    [Theory]
    [InlineData("/a?b=1", true, "/a", "b=1")]
    [InlineData("/a?b?c", true, "/a", "b?c")]
    [InlineData("/a?", true, "/a", "")]
    [InlineData("/a", true, "/a", null)]
    [InlineData("/a", false, "/a", null)]
    public void The_query_stands_behind_the_first_question_mark(string target, bool withQuery, string path, string? query)
    {
        var traffic = Seed.Response();
        Wire.Put(traffic.Path, target);
        var json = Printed.Exchange(traffic, withQuery);
        Assert.Equal((path, query), (json.GetProperty("path").GetString(), json.GetProperty("query").GetString()));
    }

    [Fact]
    public void An_unknown_method_and_a_response_cut_short_are_told()
    {
        var traffic = Seed.Response();
        traffic.Method = (byte)HttpMethod.Other;
        traffic.Flags = (byte)EventFlag.Aborted;
        Wire.Put(traffic.MethodToken, "PURGE");
        var json = Printed.Exchange(traffic, withQuery: false);
        Assert.Equal(("OTHER", "PURGE"), (json.GetProperty("method").GetString(), json.GetProperty("method_token").GetString()));
        Assert.True(json.GetProperty("aborted").GetBoolean());
    }
}
