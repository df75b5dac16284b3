// SPDX-License-Identifier: MIT
using KongMonitor.Core.Rates;

namespace KongMonitor.Top;

/// <summary>A row of the table with its rates, which are null where they are not known.</summary>
readonly record struct RatedRow(TableRow Row, RowRates? Rates)
{
    public double ErrorShare => Row.Counts.Requests == 0 ? 0 : (double)Row.Counts.Errors / Row.Counts.Requests;
}
