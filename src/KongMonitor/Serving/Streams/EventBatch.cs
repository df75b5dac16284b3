// SPDX-License-Identifier: MIT
namespace KongMonitor.Serving.Streams;

/// <summary>What all clients of a channel get of one tick.</summary>
/// <param name="Seen">How many events the channel has seen since it began.</param>
/// <param name="Count">How many of them are in the batch.</param>
/// <param name="Events">These, as the elements of a JSON array. Nobody changes it.</param>
sealed record EventBatch(ulong Seen, int Count, ReadOnlyMemory<byte> Events);
