// SPDX-License-Identifier: MIT
using System.IO.Compression;

namespace KongMonitor.Otlp.Sending;

/// <summary>gzip, into a buffer that is used again.</summary>
sealed class Compressor
{
    // What cannot be compressed grows, by 5 bytes in 16 KiB, and has a head and an end.
    const int MostGrowth = 1024;
    byte[] buffer = [];

    /// <summary>What it returns is valid until the next call.</summary>
    public ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> message)
    {
        if (buffer.Length < message.Length + MostGrowth)
        {
            buffer = new byte[message.Length + MostGrowth];
        }

        using var compressed = new MemoryStream(buffer);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(message.Span);
        }

        return buffer.AsMemory(0, (int)compressed.Position);
    }
}
