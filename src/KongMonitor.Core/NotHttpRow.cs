// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>How many connections of a leg spoke another protocol.</summary>
public sealed record NotHttpRow(Leg Leg, NotHttp Kind, ulong Flows);
