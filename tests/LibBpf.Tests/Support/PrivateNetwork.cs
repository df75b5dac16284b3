// SPDX-License-Identifier: MIT
namespace LibBpf.Tests.Support;

/// <summary>A network namespace of the test's own with two joined interfaces, "left" and "right".</summary>
static unsafe class PrivateNetwork
{
    public const int Loopback = 1;
    const int FrameLength = 64;
    const int AddressLength = 20; // struct sockaddr_ll

    public static int Left => IndexOf("left");

    public static int Right => IndexOf("right");

    /// <summary>The number of the calling thread's namespace, which the kernel gives again.</summary>
    public static string Number => new FileInfo("/proc/thread-self/ns/net").LinkTarget!;

    public static void Run(Action body)
    {
        Root.Require();
        OwnThread.Run(() =>
        {
            LibC.Check(LibC.unshare(LibC.NewNetwork));
            Tool.Run("ip", "link add left type veth peer name right");
            foreach (var name in (string[])["left", "right"])
            {
                // Without IPv6 an interface sends nothing of its own, so that packets can be counted.
                File.WriteAllText($"/proc/sys/net/ipv6/conf/{name}/disable_ipv6", "1");
                Tool.Run("ip", $"link set {name} up");
            }

            body();
        });
    }

    public static int IndexOf(string name) => (int)LibC.if_nametoindex(name);

    /// <summary>Sends frames out of an interface.</summary>
    public static void Send(int interfaceIndex, int count)
    {
        var socket = LibC.socket(LibC.FamilyPacket, LibC.SocketRaw, 0);
        LibC.Check(socket);
        var frame = stackalloc byte[FrameLength];
        new Span<byte>(frame, FrameLength).Clear();
        frame[12] = 0x88; // an EtherType that nothing answers
        frame[13] = 0xb5;
        var address = stackalloc byte[AddressLength];
        new Span<byte>(address, AddressLength).Clear();
        *(ushort*)address = LibC.FamilyPacket;
        *(int*)(address + 4) = interfaceIndex;
        for (var i = 0; i < count; i++)
        {
            LibC.Check(LibC.sendto(socket, frame, FrameLength, 0, address, AddressLength));
        }

        LibC.Check(LibC.close(socket));
    }
}
