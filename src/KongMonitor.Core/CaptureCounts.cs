// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>What a replay read from its capture file.</summary>
public sealed class CaptureCounts
{
    /// <summary>Time of the first packet.</summary>
    public DateTimeOffset First { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Time of the last packet.</summary>
    public DateTimeOffset Last { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>All packets.</summary>
    public long Packets { get; set; }

    /// <summary>Those of TCP that were looked at.</summary>
    public long Tcp { get; set; }

    /// <summary>Other protocols, and fragments.</summary>
    public long NotTcp { get; set; }

    /// <summary>TCP between others than the gateway.</summary>
    public long NotGateway { get; set; }

    /// <summary>Packets of which the capture has the beginning alone (its snap length).</summary>
    public long CutShort { get; set; }
}
