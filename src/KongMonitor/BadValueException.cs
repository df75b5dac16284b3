// SPDX-License-Identifier: MIT
namespace KongMonitor;

/// <summary>An option's value turned out to be wrong once the machine was asked. The message says what is allowed.</summary>
class BadValueException(string message) : Exception(message);
