// SPDX-License-Identifier: MIT
namespace LibBpf.Tests.Support;

static unsafe class Capabilities
{
    public const int NetAdmin = 12;
    public const int SysAdmin = 21;
    public const int Perfmon = 38;
    public const int Bpf = 39;

    const uint Version3 = 0x20080522;

    /// <summary>Takes capabilities from the calling thread alone.</summary>
    public static void Drop(params ReadOnlySpan<int> capabilities)
    {
        var header = stackalloc uint[2] { Version3, 0 };
        var data = stackalloc uint[6]; // effective, permitted, inheritable; low words, then high words
        LibC.Check(LibC.capget(header, data));
        foreach (var capability in capabilities)
        {
            var word = capability / 32 * 3;
            data[word] &= ~(1u << capability % 32);
            data[word + 1] &= ~(1u << capability % 32);
        }

        LibC.Check(LibC.capset(header, data));
    }
}
