// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.ReplayTests.Support;

static class JsonExtensions
{
    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();

    public static int Int(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static bool IsNull(this JsonElement json, string name) => json.GetProperty(name).ValueKind == JsonValueKind.Null;
}
