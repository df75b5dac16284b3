// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>
/// Receives one message of libbpf, without its last line break. It runs on the thread that called libbpf, inside that call;
/// an exception it throws is dropped.
/// </summary>
/// <param name="level">How important the message is.</param>
/// <param name="message">The text; a verifier log comes as one message of many lines.</param>
public delegate void BpfLogSink(BpfLogLevel level, string message);
