// SPDX-License-Identifier: MIT
namespace LibBpf.Interop;

/// <summary>The part of enum bpf_attach_type in use.</summary>
enum AttachType
{
    Xdp = 37,
    TcxIngress = 46,
    TcxEgress = 47,
}
