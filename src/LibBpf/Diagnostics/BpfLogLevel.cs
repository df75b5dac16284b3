// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>How important a line of libbpf's log is.</summary>
public enum BpfLogLevel
{
    /// <summary>Something failed or may fail.</summary>
    Warning = 0,

    /// <summary>Worth knowing.</summary>
    Information = 1,

    /// <summary>Every step; thousands of lines a load.</summary>
    Debug = 2,
}
