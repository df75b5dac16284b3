// SPDX-License-Identifier: MIT
using System.Buffers;

namespace KongMonitor.Serving.Views;

/// <summary>
/// An answer that many clients are sent, in pieces. Written once, by one thread; nobody changes it then. It counts in its
/// budget until all have it, and may be cut off to make room for newer ones.
/// </summary>
sealed class SharedText(TextBudget budget) : IBufferWriter<byte>, IDisposable
{
    const int PieceSize = 16 * 1024;
    readonly List<byte[]> pieces = [];
    readonly List<int> lengths = [];
    readonly CancellationTokenSource cut = new();
    int users = 1;

    /// <summary>Its bytes.</summary>
    public long Length { get; private set; }

    /// <summary>What its budget counts of it; only the budget uses it.</summary>
    public long Counted { get; set; }

    /// <summary>Cancelled when the memory is needed.</summary>
    public CancellationToken IsCut => cut.Token;

    public void Advance(int count)
    {
        lengths[^1] += count;
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (pieces.Count == 0 || pieces[^1].Length - lengths[^1] < sizeHint)
        {
            var size = Math.Max(sizeHint, PieceSize);
            budget.Take(this, size);
            pieces.Add(GC.AllocateUninitializedArray<byte>(size));
            lengths.Add(0);
        }

        return pieces[^1].AsMemory(lengths[^1]);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>One more uses it; false if it is gone.</summary>
    public bool TryUse()
    {
        for (var now = Volatile.Read(ref users); now > 0; now = Volatile.Read(ref users))
        {
            if (Interlocked.CompareExchange(ref users, now + 1, now) == now)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One user less, who may be the one that made it.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            budget.GiveBack(this);
        }
    }

    /// <summary>Ends what is still being sent of it.</summary>
    public void Cut() => cut.Cancel();

    /// <summary>Sends all of it.</summary>
    public async Task CopyTo(Stream stream, CancellationToken stop)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            await stream.WriteAsync(pieces[i].AsMemory(0, lengths[i]), stop);
        }
    }
}
