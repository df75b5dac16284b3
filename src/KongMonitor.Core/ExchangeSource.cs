// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Metrics;

namespace KongMonitor.Core;

/// <summary>
/// The maps that exchanges are found in, seen as one list: endpoints, then folded ones,
/// then others, then what is in flight. An index of the list stands for a row of a map,
/// so that nothing is copied to sort and group them.
/// </summary>
sealed class ExchangeSource : IComparer<int>
{
    static readonly byte[] otherName = System.Text.Encoding.ASCII.GetBytes(Names.Other);
    readonly MapRows<EndpointKey, EndpointStats> endpoints;
    readonly MapRows<EndpointKey, EndpointStats> folded;
    readonly MapRows<OtherKey, EndpointStats> others;
    readonly MapRows<InflightKey, Exchange> inFlight;
    readonly int firstFolded;
    readonly int firstOther;
    readonly int firstInFlight;

    public ExchangeSource(KernelReading reading)
    {
        endpoints = reading.Endpoints;
        folded = reading.Folded;
        others = reading.Others;
        inFlight = reading.InFlight;
        firstFolded = endpoints.Count;
        firstOther = firstFolded + folded.Count;
        firstInFlight = firstOther + others.Count;
        Count = firstInFlight + inFlight.Count;
    }

    public int Count { get; }

    /// <summary>False for what inflight_map holds but does not count as in flight.</summary>
    public bool Counts(int index) =>
        index < firstInFlight || inFlight.Values[index - firstInFlight].State == (uint)ExchangeState.InFlight;

    public bool IsOther(int index) => index >= firstOther && index < firstInFlight;

    /// <summary>Whether its path stands for those of which it is the group: a row of folded_map, whose identifiers are folded.</summary>
    public bool IsGroup(int index) =>
        index >= firstFolded && index < firstOther && Path(index).IndexOf(PathGroup.Placeholder) >= 0;

    public Leg Leg(int index) =>
        index < firstOther ? EndpointKey(index).TypedLeg
        : index < firstInFlight ? others.Keys[index - firstOther].TypedLeg
        : inFlight.Values[index - firstInFlight].TypedLeg;

    public byte Method(int index) =>
        index < firstOther ? EndpointKey(index).Method
        : index < firstInFlight ? others.Keys[index - firstOther].Method
        : inFlight.Values[index - firstInFlight].Head.Method;

    public ReadOnlySpan<byte> Domain(int index) =>
        index < firstOther ? EndpointKey(index).Domain
        : index < firstInFlight ? otherName
        : inFlight.Values[index - firstInFlight].Head.Domain;

    public ReadOnlySpan<byte> Path(int index) =>
        index < firstOther ? EndpointKey(index).Path
        : index < firstInFlight ? otherName
        : inFlight.Values[index - firstInFlight].Head.Path;

    public uint Container(int index) =>
        index < firstOther ? EndpointKey(index).Container
        : index < firstInFlight ? others.Keys[index - firstOther].Container
        : inFlight.Values[index - firstInFlight].Container;

    /// <summary>What a filter looks at.</summary>
    public FilterSubject Subject(int index, KnownContainers containers)
    {
        var hasEnded = index < firstInFlight;
        var status = Status(index);
        return new()
        {
            Leg = Leg(index),
            Container = Container(index),
            Containers = containers,
            Method = Method(index),
            Domain = WireText.Trim(Domain(index)),
            Path = WireText.Trim(Path(index)),
            HasNoNames = IsOther(index),
            IsGroup = IsGroup(index),
            Status = hasEnded && ExchangeStatuses.IsResponse(status) ? status : (ushort)0,
            Outcome = hasEnded ? Outcome.Of(status) : Outcome.InFlight,
            Reasons = hasEnded ? Outcome.ReasonsOf(status) : 0,
        };
    }

    /// <summary>The status or pseudo status; 0 for one in flight.</summary>
    public ushort Status(int index) =>
        index < firstOther ? EndpointKey(index).Status
        : index < firstInFlight ? others.Keys[index - firstOther].Status
        : (ushort)0;

    /// <summary>How many exchanges the row stands for.</summary>
    public ulong Requests(int index) =>
        index < firstFolded ? endpoints.Values[index].Exchanges
        : index < firstOther ? folded.Values[index - firstFolded].Exchanges
        : index < firstInFlight ? others.Values[index - firstOther].Exchanges
        : 1;

    /// <summary>Adds what the row has to the row of a table.</summary>
    public void AddTo(RowAccumulator row, int index)
    {
        if (index < firstFolded)
        {
            row.AddEnded(Status(index), endpoints.Values[index]);
        }
        else if (index < firstOther)
        {
            row.AddEnded(Status(index), folded.Values[index - firstFolded]);
        }
        else if (index < firstInFlight)
        {
            row.AddEnded(Status(index), others.Values[index - firstOther]);
        }
        else
        {
            row.AddInFlight();
        }
    }

    public bool SameDomain(int x, int y) =>
        Leg(x) == Leg(y) && IsOther(x) == IsOther(y) && Domain(x).SequenceEqual(Domain(y));

    public bool SamePath(int x, int y) => SameDomain(x, y) && IsGroup(x) == IsGroup(y) && Path(x).SequenceEqual(Path(y));

    /// <summary>By leg, domain and path: rows of one table row are neighbours.</summary>
    public int Compare(int x, int y)
    {
        var order = ((uint)Leg(x)).CompareTo((uint)Leg(y));
        order = order != 0 ? order : IsOther(x).CompareTo(IsOther(y));
        order = order != 0 ? order : Domain(x).SequenceCompareTo(Domain(y));
        order = order != 0 ? order : Path(x).SequenceCompareTo(Path(y));
        return order != 0 ? order : IsGroup(x).CompareTo(IsGroup(y));
    }

    ref readonly EndpointKey EndpointKey(int index) =>
        ref index < firstFolded ? ref endpoints.Keys[index] : ref folded.Keys[index - firstFolded];
}
