// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>The oldest kernel that the programs are made for. Looked at only after a failure.</summary>
static class KernelFloor
{
    static readonly Version floor = new(6, 1);

    /// <summary>The message of a failure, with the kernel's age where that may be the reason.</summary>
    public static string Explain(string message) => Explain(message, Environment.OSVersion.Version);

    internal static string Explain(string message, Version kernel) =>
        kernel < floor ? $"{message}; Linux {floor} or newer is needed, this is {kernel.Major}.{kernel.Minor}" : message;
}
