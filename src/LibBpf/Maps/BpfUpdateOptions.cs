// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>How to write a map's value.</summary>
[Flags]
public enum BpfUpdateOptions : ulong
{
    /// <summary>BPF_ANY: create the entry or replace its value.</summary>
    Any = 0,

    /// <summary>BPF_NOEXIST: only create; an entry that is there is an error (EEXIST).</summary>
    MustNotExist = 1,

    /// <summary>BPF_EXIST: only replace; an entry that is not there is an error (ENOENT).</summary>
    MustExist = 2,

    /// <summary>BPF_F_LOCK: write under the value's bpf_spin_lock. It cannot create an entry of a hash table.</summary>
    Lock = 4,
}
