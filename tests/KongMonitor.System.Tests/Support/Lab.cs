// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;

namespace KongMonitor.SystemTests.Support;

/// <summary>Three hosts on one switch, nginx as the gateway and as the upstream: eng/lab/lab.sh.</summary>
public sealed class Lab : IDisposable
{
    static readonly string script = Path.Combine(Repository.Root, "eng", "lab", "lab.sh");
    static int labs;

    readonly string name = $"test-{Environment.ProcessId}-{Interlocked.Increment(ref labs)}";
    readonly Dictionary<string, string> facts;

    public Lab()
    {
        facts = [];
        if (!IsPossible)
        {
            return;
        }

        Command.Run(script, "sweep");
        foreach (var line in Command.Run(script, "up", name, $"{Environment.ProcessId}").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('=', 2);
            facts[parts[0]] = parts[1];
        }

        GatewayLog = new AccessLog(Path.Combine(State, "gateway", "access.log"));
        UpstreamLog = new AccessLog(Path.Combine(State, "upstream", "access.log"));
    }

    public static bool IsPossible => Native.geteuid() == 0;

    internal AccessLog GatewayLog { get; } = null!;

    internal AccessLog UpstreamLog { get; } = null!;

    public string State => facts["STATE"];

    /// <summary>A bpffs of the lab's own.</summary>
    public string BpfFileSystem => Path.Combine(State, "bpffs");

    public string Client => facts["CLIENT_NAMESPACE"];

    public string Gateway => facts["GATEWAY_NAMESPACE"];

    public string Upstream => facts["UPSTREAM_NAMESPACE"];

    public IPAddress ClientAddress => Address(1);

    public IPAddress GatewayAddress => Address(2);

    public IPAddress GatewayAddress6 => IPAddress.Parse($"fd00:198:18:{facts["SUBNET"]}::2");

    public IPAddress UpstreamAddress => Address(3);

    public IPEndPoint GatewayEndPoint => new(GatewayAddress, 8000);

    public void Dispose()
    {
        if (IsPossible)
        {
            Command.Run(script, "down", name);
        }
    }

    internal Socket Connect(IPEndPoint server) => Connect(Client, server);

    internal static Socket Connect(string networkNamespace, IPEndPoint server) => NetworkNamespace.Run(networkNamespace, () =>
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 10_000,
            SendTimeout = 10_000,
        };
        socket.Connect(server);
        return socket;
    });

    internal static Socket Listen(string networkNamespace, int port) => NetworkNamespace.Run(networkNamespace, () =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Any, port));
        socket.Listen(512);
        return socket;
    });

    IPAddress Address(int host) => IPAddress.Parse($"198.18.{facts["SUBNET"]}.{host}");
}
