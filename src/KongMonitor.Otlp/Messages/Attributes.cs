// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Otlp.Messages;

/// <summary>KeyValue, and AnyValue in it (common.proto).</summary>
static class Attributes
{
    const int Key = 1;
    const int Value = 2;
    const int StringValue = 1;
    const int IntValue = 3;

    /// <summary>Writes one; what OpenTelemetry's conventions have as a number becomes one.</summary>
    public static void Write(ProtoWriter writer, int field, string name, string value)
    {
        var pair = writer.Begin(field);
        writer.Text(Key, name);
        var any = writer.Begin(Value);
        if (IsNumber(name) && uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            writer.Number(IntValue, number);
        }
        else
        {
            writer.Text(StringValue, value);
        }

        writer.End(any);
        writer.End(pair);
    }

    static bool IsNumber(string name) => name is "http.response.status_code" or "server.port";
}
