// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>Looks at a filter's rtnetlink message, its header left out. True: that is enough.</summary>
delegate bool TcFilterVisitor(ReadOnlySpan<byte> message);
