// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Tls;

/// <summary>The first bytes of a client, gathered from segments that may be repeated, lost or out of order.</summary>
public sealed class HelloPieces
{
    const int Most = 64;
    readonly List<Piece> pieces = [];

    /// <summary>Adds what a segment carried.</summary>
    /// <param name="offset">Where it stands in the client's stream.</param>
    /// <param name="bytes">Its bytes, as many of them as were kept.</param>
    public void Add(uint offset, ReadOnlySpan<byte> bytes)
    {
        var known = pieces.FindIndex(piece => piece.Offset == offset);
        if (known < 0 && pieces.Count < Most)
        {
            pieces.Add(new(offset, bytes.ToArray()));
        }
        else if (known >= 0 && pieces[known].Bytes.Length < bytes.Length)
        {
            pieces[known] = new(offset, bytes.ToArray());
        }
    }

    /// <summary>The stream from its first byte to the first hole.</summary>
    public byte[] Join()
    {
        byte[] stream = [];
        pieces.Sort((x, y) => x.Offset.CompareTo(y.Offset));
        foreach (var piece in pieces)
        {
            if (piece.Offset > stream.Length)
            {
                break;
            }

            var known = (int)(stream.Length - piece.Offset);
            if (known < piece.Bytes.Length)
            {
                stream = [.. stream, .. piece.Bytes.AsSpan(known)];
            }
        }

        return stream;
    }

    sealed class Piece(uint offset, byte[] bytes)
    {
        public uint Offset => offset;

        public byte[] Bytes => bytes;
    }
}
