// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp.Messages;

/// <summary>How a field's value is laid out, by protobuf's numbers.</summary>
enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
