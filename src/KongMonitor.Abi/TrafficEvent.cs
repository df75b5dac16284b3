// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

public partial struct TrafficEvent
{
    /// <summary><see cref="Type"/> as its enum.</summary>
    public readonly EventType TypedType => (EventType)Type;

    /// <summary><see cref="Family"/> as its enum.</summary>
    public readonly AddressFamily TypedFamily => (AddressFamily)Family;

    /// <summary><see cref="Method"/> as its enum.</summary>
    public readonly HttpMethod TypedMethod => (HttpMethod)Method;

    /// <summary><see cref="Leg"/> as its enum.</summary>
    public readonly Leg TypedLeg => (Leg)Leg;

    /// <summary><see cref="Flags"/> as their enum.</summary>
    public readonly EventFlag TypedFlags => (EventFlag)Flags;
}
