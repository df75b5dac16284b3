// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>Takes Ethernet frames of a size that a test run takes.</summary>
interface IFrameSink
{
    /// <summary>A frame, valid during the call.</summary>
    void Frame(ReadOnlySpan<byte> frame);
}
