// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Globalization;

namespace KongMonitor.Core.Doctor;

/// <summary>One line of the checklist, or one warning of a run: what was found, in no language yet.</summary>
/// <param name="Id">One of <see cref="FindingIds"/>; each has its sentences in every language.</param>
/// <param name="State">Whether it is as it should be.</param>
/// <param name="Values">What the sentences name. Text from outside is in the safe form of <see cref="WireText"/>.</param>
public sealed record Finding(string Id, FindingState State, ImmutableArray<string> Values)
{
    /// <summary>As it should be.</summary>
    public static Finding Ok(string id, params ReadOnlySpan<object> values) => Of(id, FindingState.Ok, values);

    /// <summary>Worth knowing.</summary>
    public static Finding Note(string id, params ReadOnlySpan<object> values) => Of(id, FindingState.Note, values);

    /// <summary>Data is missing because of it.</summary>
    public static Finding Problem(string id, params ReadOnlySpan<object> values) => Of(id, FindingState.Problem, values);

    /// <summary>A finding of that state.</summary>
    public static Finding Of(string id, FindingState state, params ReadOnlySpan<object> values)
    {
        var texts = ImmutableArray.CreateBuilder<string>(values.Length);
        foreach (var value in values)
        {
            texts.Add(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        return new(id, state, texts.MoveToImmutable());
    }
}
