// SPDX-License-Identifier: MIT
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipes;

namespace KongMonitor.Capture;

/// <summary>Decompresses a file into a pipe, on a thread of its own, so that libpcap can read it by a path.</summary>
sealed class GzipFeed : IDisposable
{
    const int Magic1 = 0x1f;
    const int Magic2 = 0x8b;
    readonly FileStream file;
    readonly AnonymousPipeServerStream pipe = new(PipeDirection.Out);
    readonly Thread thread;
    long position;

    GzipFeed(FileStream file)
    {
        this.file = file;
        var reader = pipe.ClientSafePipeHandle.DangerousGetHandle();
        Path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{reader}");
        thread = new(Feed) { IsBackground = true, Name = "gzip" };
        thread.Start();
    }

    /// <summary>The pipe's end to read from.</summary>
    public string Path { get; }

    /// <summary>How far the compressed file was read.</summary>
    public long Position => Volatile.Read(ref position);

    /// <summary>Why the file could not be decompressed to its end, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>A feed if the file is compressed, else null.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="BadCaptureException">It is a pipe or the like.</exception>
    public static GzipFeed? StartIfCompressed(string path)
    {
        var file = File.OpenRead(path);
        if (!file.CanSeek)
        {
            file.Dispose();
            throw new BadCaptureException($"{path} is not a file on a disk: write the capture into one first");
        }

        if (file.ReadByte() != Magic1 || file.ReadByte() != Magic2)
        {
            file.Dispose();
            return null;
        }

        file.Position = 0;
        return new(file);
    }

    public void Dispose()
    {
        // Nobody reads any more: a write in progress ends with an error.
        pipe.DisposeLocalCopyOfClientHandle();
        thread.Join();
        pipe.Dispose();
        file.Dispose();
    }

    void Feed()
    {
        try
        {
            using var gzip = new GZipStream(file, CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            int count;
            while ((count = gzip.Read(buffer)) > 0)
            {
                pipe.Write(buffer, 0, count);
                Volatile.Write(ref position, file.Position);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Failure = e.Message;
        }

        pipe.Dispose();
    }
}
