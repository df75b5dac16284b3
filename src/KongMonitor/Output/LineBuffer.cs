// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Text;

namespace KongMonitor.Output;

/// <summary>UTF-8 on its way to a stream: gathered into few writes, kept small.</summary>
sealed class LineBuffer(Stream stream) : IBufferWriter<byte>
{
    const int Enough = 16 * 1024;
    readonly ArrayBufferWriter<byte> bytes = new(Enough);

    public void Line(string text = "")
    {
        bytes.Advance(Encoding.UTF8.GetBytes(text, bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
        EndLine();
    }

    public void EndLine()
    {
        bytes.Write("\n"u8);
        FlushIfLong();
    }

    public void FlushIfLong()
    {
        if (bytes.WrittenCount >= Enough)
        {
            Flush();
        }
    }

    public void Flush()
    {
        if (bytes.WrittenCount > 0)
        {
            stream.Write(bytes.WrittenSpan);
            bytes.ResetWrittenCount();
        }
    }

    public Span<byte> GetSpan(int sizeHint = 0) => bytes.GetSpan(sizeHint);

    public Memory<byte> GetMemory(int sizeHint = 0) => bytes.GetMemory(sizeHint);

    public void Advance(int count) => bytes.Advance(count);
}
