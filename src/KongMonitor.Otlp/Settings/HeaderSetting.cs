// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Net.Http;

namespace KongMonitor.Otlp.Settings;

/// <summary>Headers for each request. They hold keys and tokens, so nothing of them is in a message.</summary>
static class HeaderSetting
{
    public static ImmutableArray<KeyValuePair<string, string>> Read(Variables variables)
    {
        if (variables.Exporter("HEADERS") is not { } setting)
        {
            return [];
        }

        return Pairs.Parse(setting.Value) is { } pairs && pairs.TrueForAll(IsHeader)
            ? [.. pairs]
            : throw setting.BadSecret(OtlpRule.Headers);
    }

    static bool IsHeader(KeyValuePair<string, string> pair)
    {
        using var request = new HttpRequestMessage();
        return pair.Value.All(character => character is >= ' ' and <= '~') && request.Headers.TryAddWithoutValidation(pair.Key, pair.Value);
    }
}
