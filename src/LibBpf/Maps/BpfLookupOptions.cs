// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>How to read a map's value.</summary>
[Flags]
public enum BpfLookupOptions : ulong
{
    /// <summary>A plain copy; a value that is being written may come out half new.</summary>
    None = 0,

    /// <summary>BPF_F_LOCK: the copy is made under the value's bpf_spin_lock, which reads as zero.</summary>
    Lock = 4,
}
