// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>A program on an interface, as the start lines show it.</summary>
/// <param name="InterfaceName">Name of the interface.</param>
/// <param name="InterfaceIndex">Its index in this network namespace.</param>
/// <param name="Direction">Which packets the program sees.</param>
/// <param name="Description">"XDP native", "XDP generic", "TCX" or "clsact".</param>
public sealed record Attachment(string InterfaceName, int InterfaceIndex, Direction Direction, string Description);
