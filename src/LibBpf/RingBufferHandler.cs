// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>Receives one record of a ring buffer.</summary>
/// <param name="record">The record's bytes; valid only during the call.</param>
public delegate void RingBufferHandler(ReadOnlySpan<byte> record);
