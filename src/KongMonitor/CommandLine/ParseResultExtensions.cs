// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace KongMonitor.CommandLine;

static class ParseResultExtensions
{
    // A switch that was not given has a result too.
    public static bool IsGiven(this ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };

    // The parser's own default values would show in --help as .NET writes them.
    public static T Value<T>(this ParseResult result, Option<T> option, T byDefault) =>
        result.GetResult(option) is null ? byDefault : result.GetValue(option)!;
}
