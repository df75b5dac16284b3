// SPDX-License-Identifier: MIT
namespace KongMonitor.ReplayTests.Support;

/// <summary>How the bytes of a conversation travel.</summary>
public enum Delivery
{
    WholeTurns,
    ByteByByte,
    NeighboursSwapped,
    EverySegmentDoubled,
}
