// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>What is wrong with a word of a filter.</summary>
public enum FilterProblemKind
{
    /// <summary>It has no operator.</summary>
    NoOperator,

    /// <summary>There is no such field.</summary>
    UnknownField,

    /// <summary>The field does not take that operator.</summary>
    BadOperator,

    /// <summary>Nothing stands behind the operator or a comma.</summary>
    MissingValue,

    /// <summary>A quoted value has no end.</summary>
    OpenQuote,

    /// <summary>Something follows a quoted value that is neither a comma nor a blank.</summary>
    TextAfterQuote,

    /// <summary>No status.</summary>
    BadStatus,

    /// <summary>No duration.</summary>
    BadDuration,

    /// <summary>No address and no CIDR block.</summary>
    BadAddress,

    /// <summary>None of the values that the field has.</summary>
    BadChoice,

    /// <summary>The text is too long.</summary>
    TooLong,
}
