// SPDX-License-Identifier: MIT
namespace KongMonitor.CoreTests.Support;

sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
