// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Watching;

/// <summary>Nothing was measured beside.</summary>
readonly record struct None;
