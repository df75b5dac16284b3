// SPDX-License-Identifier: MIT
namespace KongMonitor.CommandLine;

/// <summary>What goes to standard output.</summary>
enum OutputFormat
{
    Text,
    Json,
}
