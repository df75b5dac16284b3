// SPDX-License-Identifier: MIT
using KongMonitor.Core.Filters;

namespace KongMonitor.Language;

sealed partial record FilterTexts
{
    public static FilterTexts English => new()
    {
        Problems = new Dictionary<FilterProblemKind, string>
        {
            [FilterProblemKind.NoOperator] = "'{0}' has no operator: write a field, an operator and a value, such as status>=500 or path=/api/*; fields are {1}",
            [FilterProblemKind.UnknownField] = "there is no field '{0}': choose one of {1}",
            [FilterProblemKind.BadOperator] = "'{0}' does not go with this field: choose one of {1}",
            [FilterProblemKind.MissingValue] = "'{0}' lacks a value; an empty one is written \"\"",
            [FilterProblemKind.OpenQuote] = "the quoted value {0} has no end",
            [FilterProblemKind.TextAfterQuote] = "behind the quoted value {0} a blank or a comma must follow",
            [FilterProblemKind.BadStatus] = "'{0}' is no status: give a number from 100 to 999, or a class such as 5xx",
            [FilterProblemKind.BadDuration] = "'{0}' is no duration: give a number and a unit, such as 250us, 100ms, 1.5s or 2m",
            [FilterProblemKind.BadAddress] = "'{0}' is no address: give an IP address without a port, or a block such as 10.0.0.0/8",
            [FilterProblemKind.BadChoice] = "'{0}' is none of the values that this field has: {1}",
            [FilterProblemKind.TooLong] = "a filter has at most {1} characters",
        },
        Shown = "Filter: {0} (totals are of everything)",
        ExchangesWithheld = "No tables by method, domain and path: exchanges are not counted by {0}",
        ConnectionsWithheld = "No connections: they are not counted by {0}",
        Unsure = "Exchanges that may match or not, since their names made room for others: {0}",
        ConnectionsUnsure = "Connections that may match or not: {0}",
    };
}
