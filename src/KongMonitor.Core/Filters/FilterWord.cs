// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>One word of a filter: a field, an operator, and the alternatives behind it.</summary>
readonly record struct FilterWord(FilterFields Field, string Operator, int OperatorAt, IReadOnlyList<FilterValue> Values)
{
    public bool IsNegated => Operator == "!=";

    /// <summary>Lets the operators = and != through.</summary>
    public void RequireEquality()
    {
        if (Operator is not ("=" or "!="))
        {
            throw Refuse("=, !=");
        }
    }

    public FilterProblemException Refuse(string operators) =>
        new(new(OperatorAt, Operator.Length, FilterProblemKind.BadOperator, Operator, operators));
}
