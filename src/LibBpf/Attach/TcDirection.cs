// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>Which packets of an interface a TC or TCX program sees.</summary>
public enum TcDirection
{
    /// <summary>Those that come in.</summary>
    Ingress = 1,

    /// <summary>Those that go out.</summary>
    Egress = 2,
}
