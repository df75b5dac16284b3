// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>Of packets, seen from the host.</summary>
public enum Direction
{
    Ingress,
    Egress,
}
