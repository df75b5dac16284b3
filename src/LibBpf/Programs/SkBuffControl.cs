// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

namespace LibBpf;

/// <summary>The five words of __sk_buff.cb.</summary>
[InlineArray(5)]
public struct SkBuffControl
{
    uint first;
}
