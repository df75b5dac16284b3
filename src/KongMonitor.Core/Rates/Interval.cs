// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Rates;

/// <summary>What lies between two snapshots of the same counts.</summary>
public sealed record Interval
{
    Interval(Snapshot before, Snapshot now) => (Before, Now) = (before, now);

    /// <summary>The earlier one.</summary>
    public Snapshot Before { get; }

    /// <summary>The later one.</summary>
    public Snapshot Now { get; }

    /// <summary>How far they are apart.</summary>
    public TimeSpan Length => Now.Time - Before.Time;

    /// <summary>Whether rows of the tables can be compared.</summary>
    public bool HasRows => Before.View.Filter.Text == Now.View.Filter.Text;

    /// <summary>Whether rows made room for others meanwhile: what they had counted came over to the rows that take over.</summary>
    public bool HasFolded => Before.EndpointsFolded != Now.EndpointsFolded;

    /// <summary>Null where there is nothing to compare: no earlier snapshot, counts that began anew, a clock that was set back.</summary>
    public static Interval? Between(Snapshot? before, Snapshot now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return before is not null && before.Since == now.Since && before.Time < now.Time ? new(before, now) : null;
    }
}
