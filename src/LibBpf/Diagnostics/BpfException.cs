// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>
/// The kernel or libbpf refused an operation. The message reads "what was tried: why it failed (errno)" and fits on one line.
/// </summary>
public sealed class BpfException : Exception
{
    internal BpfException(string operation, Errno error, string? reason, string log, bool notSupported, bool privilegeMissing)
        : base(Describe(operation, error, reason))
    {
        Operation = operation;
        Error = error;
        Log = log;
        IsPrivilegeMissing = privilegeMissing;
        IsNotSupported = notSupported || error is Errno.EOPNOTSUPP or Errno.ENOTSUPP or Errno.ENOSYS;
    }

    /// <summary>What was tried, for instance "attach ingress to eth0 (native XDP)".</summary>
    public string Operation { get; }

    /// <summary>The error number.</summary>
    public Errno Error { get; }

    /// <summary>
    /// Everything that libbpf and the verifier said while the operation ran, many lines; empty when they said nothing.
    /// After a refused program it holds the verifier's whole log.
    /// </summary>
    public string Log { get; }

    /// <summary>The kernel or the driver lacks the feature: another way of doing the same may work.</summary>
    public bool IsNotSupported { get; }

    /// <summary>A privilege is missing; the message names it.</summary>
    public bool IsPrivilegeMissing { get; }

    static string Describe(string operation, Errno error, string? reason)
    {
        var text = ErrorText.Of(error);
        return reason is null ? $"{operation}: {text} ({error})" : $"{operation}: {reason} ({error}: {text})";
    }
}
