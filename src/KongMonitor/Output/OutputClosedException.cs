// SPDX-License-Identifier: MIT
namespace KongMonitor.Output;

/// <summary>Who read standard output has left.</summary>
sealed class OutputClosedException : IOException;
