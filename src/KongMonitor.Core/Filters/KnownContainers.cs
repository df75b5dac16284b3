// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>Who the containers are, by their index. Immutable.</summary>
public sealed class KnownContainers
{
    readonly ContainerIdentity?[] identities;

    KnownContainers(ContainerIdentity?[] identities) => this.identities = identities;

    /// <summary>Nobody is known.</summary>
    public static KnownContainers None { get; } = new([]);

    /// <summary>A copy of what a reading knows; the same one again while that is the same.</summary>
    public KnownContainers Renew(ReadOnlySpan<ContainerIdentity?> known)
    {
        var count = known.LastIndexOfAnyExcept((ContainerIdentity?)null) + 1;
        return known[..count].SequenceEqual(identities) ? this : new([.. known[..count]]);
    }

    internal ContainerIdentity? Of(uint index) => index < identities.Length ? identities[index] : null;
}
