// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>UTF-8 that is put together in room which is known to be enough.</summary>
ref struct Utf8Text(Span<byte> room)
{
    readonly Span<byte> room = room;

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>Those bytes.</summary>
    public readonly ReadOnlySpan<byte> Written => room[..Length];

    public void Append(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(room[Length..]);
        Length += text.Length;
    }

    public void AppendNumber(ulong value, MetricScale scale) => Length += PrometheusNumber.Format(value, scale, room[Length..]);
}
