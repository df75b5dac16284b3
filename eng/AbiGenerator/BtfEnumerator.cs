// SPDX-License-Identifier: MIT
namespace AbiGenerator;

/// <summary>One constant of an enum.</summary>
sealed record BtfEnumerator(string Name, long Value);
