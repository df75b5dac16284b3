// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;

namespace KongMonitor.OtlpTests.Support;

/// <summary>A test with a receiver.</summary>
public abstract class ProtocolTest(Receivers receivers)
{
    /// <summary>What a request of the sample's one point is.</summary>
    protected static MetricSet OnePoint { get; } = Samples.Set(Samples.Series(1));

    protected Receiver Receiver(OtlpProtocol protocol) => receivers.Of(protocol);
}
