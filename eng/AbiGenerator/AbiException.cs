// SPDX-License-Identifier: MIT
namespace AbiGenerator;

/// <summary>The object or the header breaks the law of shared types; the message says where and what to do.</summary>
sealed class AbiException(string message) : Exception(message);
