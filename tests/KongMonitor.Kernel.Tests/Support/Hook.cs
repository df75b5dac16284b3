// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

public enum Hook
{
    IngressXdp,
    IngressTc,
    EgressTc,
}
