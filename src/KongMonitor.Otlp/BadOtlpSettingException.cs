// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp;

/// <summary>A setting has a value that it cannot have.</summary>
public sealed class BadOtlpSettingException : Exception
{
    /// <param name="name">The variable, or the option.</param>
    /// <param name="value">What it was, without secrets.</param>
    /// <param name="rule">What it may be.</param>
    /// <param name="inner">Why not, where the system said so.</param>
    public BadOtlpSettingException(string name, string value, OtlpRule rule, Exception? inner = null)
        : base($"{name} cannot be '{value}': {rule}", inner)
    {
        Name = name;
        Value = value;
        Rule = rule;
    }

    /// <summary>The variable, or the option.</summary>
    public string Name { get; }

    /// <summary>What it was; of what may be a secret, "…".</summary>
    public string Value { get; }

    /// <summary>What it may be.</summary>
    public OtlpRule Rule { get; }
}
