// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.SystemTests.Support;
using Microsoft.Win32.SafeHandles;

namespace KongMonitor.SystemTests.Weather;

/// <summary>A network interface whose other end is this program. It is gone when disposed.</summary>
sealed class TunDevice : IDisposable
{
    const nuint TUNSETIFF = 0x400454ca;
    const ushort IFF_TUN = 1;
    const ushort IFF_NO_PI = 0x1000;
    const long POLLIN = 1L << 32;

    readonly SafeFileHandle handle;
    readonly byte[] buffer = new byte[65536];

    public TunDevice(string networkNamespace, string name)
    {
        handle = NetworkNamespace.Run(networkNamespace, () =>
        {
            var device = File.OpenHandle("/dev/net/tun", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            Span<byte> request = stackalloc byte[40];
            request.Clear();
            Encoding.ASCII.GetBytes(name, request);
            BitConverter.TryWriteBytes(request[16..], (ushort)(IFF_TUN | IFF_NO_PI));
            Assert.Equal(0, Native.ioctl((int)device.DangerousGetHandle(), TUNSETIFF, ref request[0]));
            return device;
        });
    }

    int Descriptor => (int)handle.DangerousGetHandle();

    public void Send(ReadOnlySpan<byte> packet) =>
        Assert.Equal(packet.Length, Native.write(Descriptor, in packet[0], (nuint)packet.Length));

    /// <summary>The next IP packet; nothing if none came within the time.</summary>
    public ReadOnlySpan<byte> Receive(TimeSpan limit)
    {
        var descriptor = (uint)Descriptor | POLLIN;
        return Native.poll(ref descriptor, 1, (int)limit.TotalMilliseconds) > 0
            ? buffer.AsSpan(0, (int)Native.read(Descriptor, ref buffer[0], (nuint)buffer.Length))
            : [];
    }

    public void Dispose() => handle.Dispose();
}
