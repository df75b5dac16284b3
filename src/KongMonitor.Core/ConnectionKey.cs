// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>What conn_map or conn_map6 tells a row apart by. Names are as they came from the network.</summary>
readonly ref struct ConnectionKey
{
    public required ConnectionEnds Ends { get; init; }

    public required byte Method { get; init; }

    public required ReadOnlySpan<byte> Domain { get; init; }

    public required ReadOnlySpan<byte> Path { get; init; }

    public static ConnectionKey Of(in ConnKey key) => new()
    {
        Ends = ConnectionEnds.Of(key),
        Method = key.Method,
        Domain = WireText.Trim(key.Domain),
        Path = WireText.Trim(key.Path),
    };

    public static ConnectionKey Of(in ConnKey6 key) => new()
    {
        Ends = ConnectionEnds.Of(key),
        Method = key.Method,
        Domain = WireText.Trim(key.Domain),
        Path = WireText.Trim(key.Path),
    };
}
