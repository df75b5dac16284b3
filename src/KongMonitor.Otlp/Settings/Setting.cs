// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp.Settings;

/// <summary>A variable, or an option, that is set.</summary>
readonly record struct Setting(string Name, string Value)
{
    const string Hidden = "…";

    public BadOtlpSettingException Bad(OtlpRule rule, Exception? inner = null) => new(Name, Value, rule, inner);

    public BadOtlpSettingException BadSecret(OtlpRule rule) => new(Name, Hidden, rule);

    // What stands before an @ may be a password.
    public BadOtlpSettingException BadUrl() => Value.LastIndexOf('@') is >= 0 and var at
        ? new(Name, Hidden + Value[at..], OtlpRule.Url)
        : Bad(OtlpRule.Url);
}
