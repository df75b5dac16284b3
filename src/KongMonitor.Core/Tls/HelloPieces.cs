// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Tls;

/// <summary>The first bytes of a client, gathered from segments that may be repeated, lost or out of order.</summary>
public sealed class HelloPieces
{
    const int Most = 64;
    readonly SortedDictionary<uint, byte[]> pieces = [];

    /// <summary>Adds what a segment carried.</summary>
    /// <param name="offset">Where it stands in the client's stream.</param>
    /// <param name="bytes">Its bytes, as many of them as were kept.</param>
    public void Add(uint offset, ReadOnlySpan<byte> bytes)
    {
        if (pieces.TryGetValue(offset, out var known) ? known.Length < bytes.Length : pieces.Count < Most)
        {
            pieces[offset] = bytes.ToArray();
        }
    }

    /// <summary>The stream from its first byte to the first hole.</summary>
    public byte[] Join()
    {
        var stream = new List<byte>();
        foreach (var (offset, bytes) in pieces)
        {
            if (offset > stream.Count)
            {
                break;
            }

            var known = (int)(stream.Count - offset);
            if (known < bytes.Length)
            {
                stream.AddRange(bytes.AsSpan(known));
            }
        }

        return [.. stream];
    }
}
