// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>Where incoming packets are read.</summary>
public enum IngressHook
{
    Xdp,
    Tcx,
}
