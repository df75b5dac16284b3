// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Json;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Doctor;
using KongMonitor.CoreTests.Support;
using KongMonitor.Language;

namespace KongMonitor.CoreTests.Doctor;

public sealed class RunJudgementTests
{
    [Fact]
    public void A_healthy_run_has_no_warning() => Assert.Empty(RunJudgement.Judge(Reading()));

    [Fact]
    public void Connections_that_cannot_be_read_are_named_by_port_as_the_doctor_names_them()
    {
        var reading = Reading();
        reading.NotHttpPorts.Add(new() { Port = 8002, Kind = (byte)NotHttp.Http2, Leg = (byte)Leg.Downstream }, 3);
        reading.NotHttpPorts.Add(new() { Port = 8001, Kind = (byte)NotHttp.Tls, Leg = (byte)Leg.Downstream }, 412);
        reading.NotHttpPorts.Add(new() { Port = 443, Kind = (byte)NotHttp.Tls, Leg = (byte)Leg.Upstream }, 9);
        var warnings = RunJudgement.Judge(reading);
        Assert.Equal([("tls", "8001|412|"), ("http2", "8002|3")], warnings.Select(Show));
        var doctors = ProtocolJudgement.Of(Leg.Downstream, 8001, NotHttp.Tls, 412, isWatched: true);
        Assert.Equal(Show(doctors), Show(warnings[0]));
    }

    [Theory]
    [InlineData(2, 2, false)] // handshakes that were under way at the start
    [InlineData(3, 3, true)]
    [InlineData(3, 1000, false)]
    [InlineData(50, 1000, true)]
    public void One_way_traffic_is_a_warning_where_it_is_more_than_chance(ulong connections, ulong opened, bool expected)
    {
        foreach (var (counter, id) in ((Counter, string)[])[(Counter.NoSynAck, "one_way_responses"), (Counter.NoSyn, "one_way_requests")])
        {
            var reading = Reading();
            reading.Counters[(int)Counter.FlowsOpened] = opened;
            reading.Counters[(int)counter] = connections;
            Assert.Equal(expected ? [(id, $"{connections}")] : [], RunJudgement.Judge(reading).Select(Show));
        }
    }

    [Fact]
    public void Packets_that_could_not_be_read_are_a_warning()
    {
        var reading = Reading();
        reading.Losses[(int)Loss.Unreadable] = 4;
        Assert.Equal([("unreadable", "4")], RunJudgement.Judge(reading).Select(Show));
    }

    [Theory]
    [InlineData(8000, false, "nothing")]
    [InlineData(9000, false, "nothing not_listening")]
    [InlineData(8000, true, "")] // connections came: whoever listens, it is not that
    [InlineData(9000, true, "")]
    public void In_silence_it_says_where_nobody_listens(int listening, bool connections, string ids)
    {
        var reading = Reading();
        reading.Counters[(int)Counter.FlowsOpened] = connections ? 1u : 0u;
        reading.Since = reading.Time.AddSeconds(-60);
        reading.Listen = new([listening], [(8000, 8002)], ArePortsGiven: false);
        Assert.Equal(ids, string.Join(' ', RunJudgement.Judge(reading).Select(warning => warning.Id)));
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void Silence_is_a_warning_after_half_a_minute(int seconds, bool expected)
    {
        var reading = Reading();
        reading.Counters[(int)Counter.FlowsOpened] = 0;
        reading.Since = reading.Time.AddSeconds(-seconds);
        Assert.Equal(expected ? [("nothing", "30")] : [], RunJudgement.Judge(reading).Select(Show));
    }

    [Fact]
    public void A_replay_warns_of_no_silence_and_names_no_doctor()
    {
        var reading = Reading();
        reading.IsReplay = true;
        reading.Counters[(int)Counter.FlowsOpened] = 0;
        Assert.Empty(RunJudgement.Judge(reading));
        reading.Losses[(int)Loss.Unreadable] = 4;
        reading.Counters[(int)Counter.NoSyn] = 5;
        reading.Counters[(int)Counter.NoSynAck] = 6;
        var warnings = RunJudgement.Judge(reading);
        Assert.Equal([("captured_one_way_responses", "6"), ("captured_one_way_requests", "5"), ("captured_unreadable", "4")], warnings.Select(Show));
        Assert.All((Texts[])[Texts.English, Texts.Korean], texts => Assert.All(
            warnings, warning => Assert.DoesNotContain("doctor", texts.What(warning) + texts.Todo(warning), StringComparison.Ordinal)));
    }

    [Fact]
    public void The_report_and_the_JSON_say_them()
    {
        var reading = Reading();
        reading.NotHttpPorts.Add(new() { Port = 8000, Kind = (byte)NotHttp.Tls }, 1);
        Assert.Contains("\n경고: 8000 포트는 TLS입니다: 연결 1개를 읽을 수 없었습니다 (", Printed.Report(reading), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Json.Options))
        {
            SnapshotJson.Write(json, SnapshotBuilder.Build(reading), static () => { }, Texts.English.What, Texts.English.Todo);
        }

        Assert.Contains(
            "\"warnings\":[{\"id\":\"tls\",\"state\":\"problem\",\"what\":\"8000 is TLS: 1 connection could not be read\",\"do\":\"end TLS in",
            Encoding.UTF8.GetString(stream.ToArray()),
            StringComparison.Ordinal);
    }

    static KernelReading Reading()
    {
        var reading = new KernelReading { Time = Wire.Time, Since = Wire.Time.AddHours(-1), Monotonic = Wire.Monotonic };
        reading.Counters[(int)Counter.FlowsOpened] = 100;
        return reading;
    }

    static (string, string) Show(Finding finding) => (finding.Id, string.Join('|', finding.Values));
}
