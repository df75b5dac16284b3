// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace KongMonitor.Capture;

/// <summary>
/// A network interface as the kernel describes it. Asked by ioctl, which answers for the network namespace of the calling
/// thread; /sys/class/net shows the namespace in which it was mounted.
/// </summary>
sealed partial class NetworkDevice
{
    const int NameSize = 16; // IFNAMSIZ
    const int RequestSize = 40; // struct ifreq: the name, then a union
    const nuint GetName = 0x8910; // SIOCGIFNAME
    const nuint GetFlags = 0x8913; // SIOCGIFFLAGS
    const nuint GetHardwareAddress = 0x8927; // SIOCGIFHWADDR
    const nuint GetIndex = 0x8933; // SIOCGIFINDEX
    const nuint Ethtool = 0x8946; // SIOCETHTOOL
    const uint DriverInfo = 3; // ETHTOOL_GDRVINFO

    NetworkDevice(string name, int index, ushort hardwareType, string driver)
    {
        Name = name;
        Index = index;
        Driver = driver;
        LinkLayer = Classify(name, hardwareType);
    }

    public string Name { get; }

    public int Index { get; }

    public LinkLayer LinkLayer { get; }

    /// <summary>The driver's name; empty where it has none.</summary>
    public string Driver { get; }

    public bool IsVeth => Driver == "veth";

    /// <summary>Whether it is up at this moment.</summary>
    public bool IsUp
    {
        get
        {
            Span<byte> request = stackalloc byte[RequestSize];
            return TryAsk(GetFlags, Named(request, Name)) && (request[NameSize] & 1) != 0; // IFF_UP
        }
    }

    /// <summary>Looks up an interface.</summary>
    /// <exception cref="CaptureException">There is none of that name, or its packets cannot be read.</exception>
    public static NetworkDevice Find(string name)
    {
        Span<byte> request = stackalloc byte[RequestSize];
        if (!TryAsk(GetIndex, Named(request, name)))
        {
            throw new CaptureException($"there is no interface {name} here: choose one of {string.Join(", ", InterfaceTable.Names())}");
        }

        var index = BinaryPrimitives.ReadInt32LittleEndian(request[NameSize..]);
        if (!TryAsk(GetHardwareAddress, Named(request, name)))
        {
            throw new CaptureException($"interface {name} went away");
        }

        return new(name, index, BinaryPrimitives.ReadUInt16LittleEndian(request[NameSize..]), DriverOf(name));
    }

    /// <summary>Looks up an interface; null if there is none of that name, or its packets cannot be read.</summary>
    public static NetworkDevice? TryFind(string name)
    {
        try
        {
            return Find(name);
        }
        catch (CaptureException)
        {
            return null;
        }
    }

    /// <summary>Whether the interface is still there, whatever its name is now.</summary>
    public bool Exists()
    {
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(request[NameSize..], Index);
        return TryAsk(GetName, request);
    }

    /// <summary>By ARPHRD_* of linux/if_arp.h.</summary>
    internal static LinkLayer Classify(string name, ushort hardwareType) => hardwareType switch
    {
        1 => LinkLayer.Ethernet,
        772 => LinkLayer.Loopback,
        512 /* PPP */ or 519 /* RAWIP */ or 768 /* TUNNEL */ or 769 /* TUNNEL6 */ or 776 /* SIT */ or 0xFFFE /* NONE: tun, WireGuard */
            => LinkLayer.RawIp,
        _ => throw new CaptureException(
            $"interface {name} carries neither Ethernet nor bare IP packets (its hardware type is {hardwareType}): choose another one"),
    };

    static unsafe string DriverOf(string name)
    {
        Span<byte> info = stackalloc byte[196]; // struct ethtool_drvinfo: command, then the driver's name in 32 bytes
        info.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(info, DriverInfo);
        Span<byte> request = stackalloc byte[RequestSize];
        Named(request, name);
        fixed (byte* data = info)
        {
            MemoryMarshal.Write(request[NameSize..], (nint)data);
            return TryAsk(Ethtool, request) ? Text(info.Slice(sizeof(uint), 32)) : "";
        }
    }

    static Span<byte> Named(Span<byte> request, string name)
    {
        request.Clear();
        if (!Encoding.UTF8.TryGetBytes(name, request[..(NameSize - 1)], out _))
        {
            request.Clear(); // too long for any interface: the empty name is not found either
        }

        return request;
    }

    static string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    static unsafe bool TryAsk(nuint what, Span<byte> request)
    {
        using var socket = new Socket(System.Net.Sockets.AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        fixed (byte* data = request)
        {
            return ioctl(socket.SafeHandle, what, data) == 0;
        }
    }

    // int ioctl(int fd, unsigned long request, ...)
    [LibraryImport("libc")]
    private static unsafe partial int ioctl(SafeHandle fd, nuint request, byte* argument);
}
