// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Net;
using System.Net.Http;

namespace KongMonitor.Otlp.Sending;

/// <summary>A message with gRPC's prefix: whether it is compressed, and its length.</summary>
sealed class GrpcContent(ReadOnlyMemory<byte> message, bool isCompressed) : HttpContent
{
    public const int PrefixSize = 5;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var prefix = new byte[PrefixSize];
        prefix[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(prefix.AsSpan(1), (uint)message.Length);
        await stream.WriteAsync(prefix, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = PrefixSize + message.Length;
        return true;
    }
}
