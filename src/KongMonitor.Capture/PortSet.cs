// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Capture;

/// <summary>TCP ports as the bitmap that the kernel side looks up.</summary>
public sealed class PortSet
{
    readonly byte[] bitmap = new byte[AbiConstants.PortBitmapSize];

    /// <summary>Whether it is every port.</summary>
    public bool IsAll => Ranges().FirstOrDefault() == (1, ushort.MaxValue);

    /// <summary>Bit (port &amp; 7) of byte (port &gt;&gt; 3).</summary>
    public ReadOnlySpan<byte> Bitmap => bitmap;

    /// <summary>Kong's defaults: proxy, admin, manager, admin of the data plane's debug listener, status.</summary>
    public static PortSet KongDefaults()
    {
        var ports = new PortSet();
        foreach (ushort port in (ReadOnlySpan<ushort>)[8000, 8001, 8002, 8007, 8100])
        {
            ports.Add(port, port);
        }

        return ports;
    }

    /// <summary>Every port.</summary>
    public static PortSet All()
    {
        var ports = new PortSet();
        ports.Add(1, ushort.MaxValue);
        return ports;
    }

    /// <summary>The ports of such a bitmap.</summary>
    public static PortSet Of(ReadOnlySpan<byte> bitmap)
    {
        var ports = new PortSet();
        bitmap.CopyTo(ports.bitmap);
        return ports;
    }

    /// <summary>Adds every port from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public void Add(ushort first, ushort last)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        for (int port = first; port <= last; port++)
        {
            bitmap[port >> 3] |= (byte)(1 << (port & 7));
        }
    }

    /// <summary>Whether the port was added.</summary>
    public bool Contains(ushort port) => (bitmap[port >> 3] & 1 << (port & 7)) != 0;

    /// <summary>The ports as ranges without a gap between two ports, ascending.</summary>
    public IEnumerable<(int First, int Last)> Ranges()
    {
        for (var port = 1; port <= ushort.MaxValue; port++)
        {
            if (Contains((ushort)port))
            {
                var first = port;
                while (port < ushort.MaxValue && Contains((ushort)(port + 1)))
                {
                    port++;
                }

                yield return (first, port);
            }
        }
    }
}
