// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi.Survey;
using KongMonitor.Core.Tls;

namespace KongMonitor.Core.Doctor;

/// <summary>What was read from the survey's maps when it ended, as it stands there.</summary>
public sealed class SurveyReading
{
    readonly Dictionary<string, HelloPieces> hellos = [];

    /// <summary>survey_flow_map.</summary>
    public MapRows<FlowKey, SurveyFlow> Flows { get; } = new();

    /// <summary>survey_interface_map.</summary>
    public MapRows<SurveyInterfaceKey, SurveyInterface> Interfaces { get; } = new();

    /// <summary>survey_loss_map, by <see cref="SurveyLoss"/>.</summary>
    public ulong[] Losses { get; } = new ulong[(int)SurveyLoss.Count];

    /// <summary>The names of the interfaces by their index.</summary>
    public Dictionary<uint, string> InterfaceNames { get; } = [];

    /// <summary>A record of survey_hellos.</summary>
    public void AddHello(in SurveyHello hello)
    {
        var connection = Name(hello.Flow);
        if (!hellos.TryGetValue(connection, out var pieces))
        {
            hellos[connection] = pieces = new();
        }

        pieces.Add(hello.Offset, hello.Bytes.AsReadOnlySpan()[..(int)Math.Min(hello.Length, (uint)ByteArray2048.Length)]);
    }

    internal ClientHello? HelloOf(in FlowKey flow) =>
        hellos.TryGetValue(Name(flow), out var pieces) ? ClientHello.Read(pieces.Join()) : null;

    static string Name(in FlowKey flow) => Convert.ToHexString(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in flow, 1)));
}
