// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>How a program gets at packets.</summary>
enum HookKind
{
    Xdp,
    Tc,
}
