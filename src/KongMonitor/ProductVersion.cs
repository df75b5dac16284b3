// SPDX-License-Identifier: MIT
using System.Reflection;

namespace KongMonitor;

/// <summary>The monitor's version, as --version shows it.</summary>
static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
