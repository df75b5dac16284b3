// SPDX-License-Identifier: MIT
using System.IO.Compression;

namespace KongMonitor.Otlp.Sending;

/// <summary>gzip.</summary>
static class Compressor
{
    public static ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> message)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(message.Span);
        }

        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }
}
