// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>The kind of a map (enum bpf_map_type); values the kernel adds later are passed on.</summary>
public enum BpfMapType
{
    /// <summary>Not told.</summary>
    Unspecified = 0,

    /// <summary>A hash table.</summary>
    Hash = 1,

    /// <summary>An array; the key is a 32-bit index.</summary>
    Array = 2,

    /// <summary>Programs for tail calls.</summary>
    ProgramArray = 3,

    /// <summary>Perf events.</summary>
    PerfEventArray = 4,

    /// <summary>A hash table with a value for every CPU.</summary>
    PerCpuHash = 5,

    /// <summary>An array with a value for every CPU.</summary>
    PerCpuArray = 6,

    /// <summary>Stack traces.</summary>
    StackTrace = 7,

    /// <summary>Control groups.</summary>
    CgroupArray = 8,

    /// <summary>A hash table that drops the least recently used entries.</summary>
    LruHash = 9,

    /// <summary>The same with a value for every CPU.</summary>
    LruPerCpuHash = 10,

    /// <summary>A trie of prefixes.</summary>
    LongestPrefixTrie = 11,

    /// <summary>An array of maps.</summary>
    ArrayOfMaps = 12,

    /// <summary>A hash table of maps.</summary>
    HashOfMaps = 13,

    /// <summary>Devices to redirect to.</summary>
    DeviceMap = 14,

    /// <summary>Sockets.</summary>
    SocketMap = 15,

    /// <summary>CPUs to redirect to.</summary>
    CpuMap = 16,

    /// <summary>AF_XDP sockets.</summary>
    XskMap = 17,

    /// <summary>Sockets by key.</summary>
    SocketHash = 18,

    /// <summary>Storage of a cgroup's programs.</summary>
    CgroupStorage = 19,

    /// <summary>Sockets of a reuse-port group.</summary>
    ReusePortSocketArray = 20,

    /// <summary>Storage of a cgroup's programs for every CPU.</summary>
    PerCpuCgroupStorage = 21,

    /// <summary>First in, first out.</summary>
    Queue = 22,

    /// <summary>Last in, first out.</summary>
    Stack = 23,

    /// <summary>Storage of a socket.</summary>
    SocketStorage = 24,

    /// <summary>Devices by key.</summary>
    DeviceHash = 25,

    /// <summary>A table of kernel callbacks.</summary>
    StructOperations = 26,

    /// <summary>A ring buffer, read by RingBuffer.</summary>
    RingBuffer = 27,

    /// <summary>Storage of an inode.</summary>
    InodeStorage = 28,

    /// <summary>Storage of a task.</summary>
    TaskStorage = 29,

    /// <summary>A Bloom filter.</summary>
    BloomFilter = 30,

    /// <summary>A ring buffer that user space writes.</summary>
    UserRingBuffer = 31,

    /// <summary>Storage of a cgroup.</summary>
    CgroupLocalStorage = 32,

    /// <summary>Memory shared with user space.</summary>
    Arena = 33,
}
