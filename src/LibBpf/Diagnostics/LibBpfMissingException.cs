// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>libbpf.so.1 could not be loaded, or is too old. The message says what to install.</summary>
public sealed class LibBpfMissingException : Exception
{
    internal LibBpfMissingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
