// SPDX-License-Identifier: MIT
using System.Net;
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Abi.Survey;
using LibBpf;
using MapNames = KongMonitor.Abi.Survey.MapNames;
using ProgramNames = KongMonitor.Abi.Survey.ProgramNames;

namespace KongMonitor.KernelTests;

/// <summary>The survey's programs and maps, attached to nothing, with a row for one interface.</summary>
public sealed class SurveyKernel : IDisposable
{
    const int TcNext = -1;
    readonly BpfObject bpf;
    readonly RingBuffer ring;
    readonly List<SurveyHello> hellos = [];

    public SurveyKernel(bool rawIp = false, uint? flows = null)
    {
        bpf = BpfObject.Open(SurveyObject.Open(), SurveyObject.Name);
        if (flows is { } entries)
        {
            bpf.FindMap(MapNames.SurveyFlowMap).MaxEntries = entries;
        }

        bpf.Load();
        ring = new(bpf.FindMap(MapNames.SurveyHellos), record => hellos.Add(MemoryMarshal.Read<SurveyHello>(record)));
        Switch(on: true);
        foreach (var direction in (uint[])[0, 1])
        {
            Interfaces.Update(new() { Interface = TestInterface.Index, Direction = direction }, new() { RawIp = rawIp ? 1u : 0 });
        }
    }

    public static IPEndPoint Client { get; } = new(IPAddress.Parse("198.18.0.7"), 40000);

    public static IPEndPoint Server { get; } = new(IPAddress.Parse("198.18.0.100"), 9999);

    /// <summary>Pieces that came since the last call.</summary>
    public IReadOnlyList<SurveyHello> Hellos
    {
        get
        {
            ring.Consume();
            SurveyHello[] all = [.. hellos];
            hellos.Clear();
            return all;
        }
    }

    BpfMap<SurveyInterfaceKey, SurveyInterface> Interfaces => bpf.FindMap<SurveyInterfaceKey, SurveyInterface>(MapNames.SurveyInterfaceMap);

    public IEnumerable<(string Name, int Verified)> Programs => bpf.Programs.Select(program => (program.Name, program.GetInfo().VerifiedInstructions));

    public void Switch(bool on) => bpf.FindMap<uint, uint>(MapNames.SurveySwitchMap).Update(0, on ? 1u : 0);

    /// <summary>Sends a packet, which must pass as it is: in from the client, out from the server.</summary>
    public void Send(bool fromClient, TcpControl flags, uint sequence, string payload = "", Framing? framing = null, IPEndPoint? client = null)
    {
        var segment = new Segment(fromClient, flags, sequence, 0, Wire.Bytes(payload));
        var from = client ?? Client;
        var server = from.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? new(IPAddress.Parse("2001:db8::1"), 9999) : Server;
        Run(fromClient, PacketBuilder.Build(segment, fromClient ? from : server, fromClient ? server : from, framing ?? Framing.Plain));
    }

    public void Run(bool ingress, byte[] packet, uint? interfaceIndex = null)
    {
        var program = bpf.FindProgram(ingress ? ProgramNames.SurveyIngress : ProgramNames.SurveyEgress);
        var context = new SkBuffContext { Interface = interfaceIndex ?? TestInterface.Index };
        var after = new byte[packet.Length + 64];
        var result = program.TestRun(packet, ref context, after);
        Assert.Equal(TcNext, result.ReturnValue);
        Assert.Equal(packet, after[..result.OutputLength]);
    }

    /// <summary>A handshake, then what each side says first, in order of their sequence numbers.</summary>
    public SurveyFlow Talk(string client, string server = "", bool withHandshake = true)
    {
        if (withHandshake)
        {
            Send(true, TcpControl.Syn, 1000);
            Send(false, TcpControl.Syn | TcpControl.Ack, 5000);
        }

        if (client.Length > 0)
        {
            Send(true, TcpControl.Ack, 1001, client);
        }

        if (server.Length > 0)
        {
            Send(false, TcpControl.Ack, 5001, server);
        }

        return Flow();
    }

    public SurveyInterface Row(bool ingress) =>
        Interfaces.Lookup(new() { Interface = TestInterface.Index, Direction = ingress ? 0u : 1u });

    public IReadOnlyList<SurveyFlow> Flows()
    {
        var entries = new BpfMapEntries<Abi.Survey.FlowKey, SurveyFlow>();
        bpf.FindMap<Abi.Survey.FlowKey, SurveyFlow>(MapNames.SurveyFlowMap).ReadAll(entries);
        return [.. entries.Values];
    }

    public SurveyFlow Flow() => Assert.Single(Flows());

    public ulong Loss(SurveyLoss reason) => bpf.FindMap<uint, ulong>(MapNames.SurveyLossMap).Lookup((uint)reason);

    public void Dispose()
    {
        ring.Dispose();
        bpf.Dispose();
    }
}
