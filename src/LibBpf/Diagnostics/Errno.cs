// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>Error numbers of Linux and, from 4000, of libbpf itself. Values without a name here are still passed on.</summary>
public enum Errno
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>Operation not permitted.</summary>
    EPERM = 1,

    /// <summary>No such file, key, program or map.</summary>
    ENOENT = 2,

    /// <summary>Interrupted by a signal.</summary>
    EINTR = 4,

    /// <summary>Input/output error.</summary>
    EIO = 5,

    /// <summary>No such device or address.</summary>
    ENXIO = 6,

    /// <summary>Too big: the map is full, or the program is too large.</summary>
    E2BIG = 7,

    /// <summary>Bad file descriptor.</summary>
    EBADF = 9,

    /// <summary>Try again.</summary>
    EAGAIN = 11,

    /// <summary>Out of memory.</summary>
    ENOMEM = 12,

    /// <summary>Permission denied; from a load: the verifier refused the program.</summary>
    EACCES = 13,

    /// <summary>Bad address.</summary>
    EFAULT = 14,

    /// <summary>Busy: something else holds the place.</summary>
    EBUSY = 16,

    /// <summary>Exists already.</summary>
    EEXIST = 17,

    /// <summary>No such device: the interface is gone.</summary>
    ENODEV = 19,

    /// <summary>Not a directory.</summary>
    ENOTDIR = 20,

    /// <summary>Invalid argument, or unknown to this kernel.</summary>
    EINVAL = 22,

    /// <summary>Too many open files.</summary>
    EMFILE = 24,

    /// <summary>No space left: a buffer is too small.</summary>
    ENOSPC = 28,

    /// <summary>Read-only file system.</summary>
    EROFS = 30,

    /// <summary>Out of range.</summary>
    ERANGE = 34,

    /// <summary>The file name is too long.</summary>
    ENAMETOOLONG = 36,

    /// <summary>The kernel has no such call.</summary>
    ENOSYS = 38,

    /// <summary>The link has been severed.</summary>
    ENOLINK = 67,

    /// <summary>The operation is not supported.</summary>
    EOPNOTSUPP = 95,

    /// <summary>No buffer space available.</summary>
    ENOBUFS = 105,

    /// <summary>The attempt timed out.</summary>
    ETIMEDOUT = 110,

    /// <summary>A stale handle.</summary>
    ESTALE = 116,

    /// <summary>The kernel's own "not supported", which has no C library text.</summary>
    ENOTSUPP = 524,

    /// <summary>libbpf: libelf failed.</summary>
    LibElf = 4000,

    /// <summary>libbpf: the BPF object is invalid.</summary>
    InvalidFormat = 4001,

    /// <summary>libbpf: the object's "version" section is missing or incorrect.</summary>
    KernelVersion = 4002,

    /// <summary>libbpf: the object has the other byte order.</summary>
    ByteOrder = 4003,

    /// <summary>libbpf: internal error.</summary>
    Internal = 4004,

    /// <summary>libbpf: a relocation failed.</summary>
    Relocation = 4005,

    /// <summary>libbpf: loading failed for an unknown reason.</summary>
    Load = 4006,

    /// <summary>libbpf: the kernel's verifier refused the program.</summary>
    Verify = 4007,

    /// <summary>libbpf: the program is too big.</summary>
    ProgramTooBig = 4008,

    /// <summary>libbpf: the program's type does not fit this kernel.</summary>
    ProgramKernelVersion = 4009,

    /// <summary>libbpf: the program's type is wrong.</summary>
    ProgramType = 4010,

    /// <summary>libbpf: a netlink answer belongs to another socket.</summary>
    WrongPid = 4011,

    /// <summary>libbpf: a netlink answer has an unexpected sequence number.</summary>
    InvalidSequence = 4012,

    /// <summary>libbpf: a netlink answer could not be parsed.</summary>
    NetlinkParse = 4013,
}
