// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi.Survey;
using KongMonitor.Core.Tls;

namespace KongMonitor.Core.Doctor;

/// <summary>What was read from the survey's maps when it ended, as it stands there.</summary>
public sealed class SurveyReading
{
    readonly Dictionary<string, HelloPieces> pieces = [];
    readonly Dictionary<string, ClientHello> hellos = [];

    /// <summary>survey_flow_map.</summary>
    public MapRows<FlowKey, SurveyFlow> Flows { get; } = new();

    /// <summary>survey_interface_map.</summary>
    public MapRows<SurveyInterfaceKey, SurveyInterface> Interfaces { get; } = new();

    /// <summary>survey_loss_map, by <see cref="SurveyLoss"/>.</summary>
    public ulong[] Losses { get; } = new ulong[(int)SurveyLoss.Count];

    /// <summary>The names of the interfaces by their index.</summary>
    public Dictionary<uint, string> InterfaceNames { get; } = [];

    /// <summary>A record of survey_hellos. Of a hello that is complete only what it says is kept.</summary>
    public void AddHello(in SurveyHello record)
    {
        var connection = Name(record.Flow);
        if (hellos.ContainsKey(connection))
        {
            return;
        }

        if (!pieces.TryGetValue(connection, out var gathered))
        {
            pieces[connection] = gathered = new();
        }

        gathered.Add(record.Offset, record.Bytes.AsReadOnlySpan()[..(int)Math.Min(record.Length, (uint)ByteArray2048.Length)]);
        if (ClientHello.Read(gathered.Join()) is { IsComplete: true } hello)
        {
            hellos[connection] = hello;
            pieces.Remove(connection);
        }
    }

    internal ClientHello? HelloOf(in FlowKey flow)
    {
        var connection = Name(flow);
        return hellos.TryGetValue(connection, out var hello) ? hello
            : pieces.TryGetValue(connection, out var gathered) ? ClientHello.Read(gathered.Join())
            : null;
    }

    static string Name(in FlowKey flow) => Convert.ToHexString(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in flow, 1)));
}
