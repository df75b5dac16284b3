// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Json;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Language;
using KongMonitor.Output;

namespace KongMonitor.CoreTests.Support;

/// <summary>What an output writes.</summary>
static class Printed
{
    public static string Text(Action<TextOutput> print, Texts? texts = null, TimeZoneInfo? zone = null)
    {
        using var stream = new MemoryStream();
        var output = new TextOutput(stream, texts ?? Texts.Korean, zone ?? TimeZoneInfo.Utc, new FixedTime(Wire.Time));
        print(output);
        output.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static string Report(KernelReading reading, Texts? texts = null, int connections = 20) =>
        Text(output => output.Report(SnapshotBuilder.Build(reading, new() { Connections = connections })), texts);

    public static JsonElement Json(TrafficEvent traffic) => Json(output => output.Event(traffic, Wire.Clock));

    public static JsonElement Json(KernelReading reading, ulong outputFull = 0) =>
        Json(output => output.Report(SnapshotBuilder.Build(reading, new() { OutputFull = outputFull })));

    public static JsonElement Exchange(TrafficEvent traffic, bool withQuery) =>
        Json(output => output.Exchange(traffic, Wire.Clock, withQuery));

    static JsonElement Json(Action<JsonOutput> print)
    {
        using var stream = new MemoryStream();
        var output = new JsonOutput(stream);
        print(output);
        output.Flush();
        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Equal(text.Length - 1, text.IndexOf('\n'));
        return JsonDocument.Parse(text).RootElement;
    }
}
