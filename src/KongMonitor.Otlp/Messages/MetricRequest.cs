// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp.Messages;

/// <summary>An ExportMetricsServiceRequest.</summary>
/// <param name="Message">Valid until the next one is asked for.</param>
/// <param name="Points">How many data points are in it.</param>
readonly record struct MetricRequest(ReadOnlyMemory<byte> Message, int Points);
