// SPDX-License-Identifier: MIT
namespace KongMonitor.OtlpTests.Support;

/// <summary>A receiver of each protocol, for all tests.</summary>
public sealed class Receivers : IDisposable
{
    readonly Dictionary<OtlpProtocol, Receiver> receivers = [];

    public Receivers() => Receiver.Install();

    /// <summary>The receiver of a protocol, which answers with success and remembers nothing.</summary>
    public Receiver Of(OtlpProtocol protocol)
    {
        if (!receivers.TryGetValue(protocol, out var receiver))
        {
            receiver = Receiver.Start(protocol);
            receivers.Add(protocol, receiver);
        }

        receiver.Received();
        return receiver;
    }

    public void Dispose()
    {
        foreach (var receiver in receivers.Values)
        {
            receiver.Dispose();
        }
    }
}
