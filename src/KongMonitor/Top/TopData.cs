// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using KongMonitor.Core.Rates;

namespace KongMonitor.Top;

/// <summary>What was counted.</summary>
/// <param name="Now">The last snapshot.</param>
/// <param name="Interval">What lies between it and the one before; null if that cannot be told.</param>
/// <param name="Owner">Whose counts these are.</param>
sealed record TopData(Snapshot Now, Interval? Interval, CountOwner Owner);
