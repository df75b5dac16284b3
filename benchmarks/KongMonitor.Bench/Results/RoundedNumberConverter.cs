// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KongMonitor.Bench.Results;

/// <summary>Writes no more digits than were measured, so that the file can be read.</summary>
sealed class RoundedNumberConverter : JsonConverter<double>
{
    const int Digits = 4;

    public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value, Digits));
}
