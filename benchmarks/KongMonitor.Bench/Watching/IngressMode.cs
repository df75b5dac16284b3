// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Watching;

/// <summary>Where a program reads what comes in.</summary>
enum IngressMode
{
    XdpGeneric,
    XdpNative,
    Tcx,
}
