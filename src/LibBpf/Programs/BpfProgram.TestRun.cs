// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

public sealed unsafe partial class BpfProgram
{
    /// <summary>Runs the program on a packet without any interface (BPF_PROG_TEST_RUN). Allocates nothing.</summary>
    /// <param name="packet">The packet from its Ethernet header on, at least 14 bytes.</param>
    /// <param name="repeat">How often to run it.</param>
    /// <exception cref="BpfException">
    /// The kernel refused: the packet is too short or the program's kind can't be run (EINVAL),
    /// or a signal came before all repetitions were done (EINTR).
    /// </exception>
    public BpfTestRunResult TestRun(ReadOnlySpan<byte> packet, int repeat = 1) =>
        TestRun(packet, output: default, null, 0, repeat);

    /// <summary>Runs the program on a packet and gives the packet as it is afterwards. Allocates nothing.</summary>
    /// <param name="packet">The packet from its Ethernet header on, at least 14 bytes.</param>
    /// <param name="output">Receives the packet; its length then is <see cref="BpfTestRunResult.OutputLength"/>.</param>
    /// <param name="repeat">How often to run it.</param>
    /// <exception cref="BpfException">As above, or <paramref name="output"/> is too short (ENOSPC).</exception>
    public BpfTestRunResult TestRun(ReadOnlySpan<byte> packet, Span<byte> output, int repeat = 1) =>
        TestRun(packet, output, null, 0, repeat);

    /// <summary>Runs a TC program with a context. Allocates nothing.</summary>
    /// <param name="packet">The packet from its Ethernet header on, at least 14 bytes.</param>
    /// <param name="context">The context before the run; afterwards, after it.</param>
    /// <param name="output">Receives the packet; may be empty.</param>
    /// <param name="repeat">How often to run it.</param>
    /// <exception cref="BpfException">As above.</exception>
    public BpfTestRunResult TestRun(
        ReadOnlySpan<byte> packet, ref SkBuffContext context, Span<byte> output = default, int repeat = 1)
    {
        fixed (SkBuffContext* pointer = &context)
        {
            return TestRun(packet, output, pointer, (uint)sizeof(SkBuffContext), repeat);
        }
    }

    /// <summary>Runs an XDP program with a context (Linux 5.14). Allocates nothing.</summary>
    /// <param name="packet">The metadata, if any, and the packet from its Ethernet header on, at least 14 bytes.</param>
    /// <param name="context">The context before the run; afterwards, after it.</param>
    /// <param name="output">Receives the packet; may be empty.</param>
    /// <param name="repeat">How often to run it.</param>
    /// <exception cref="BpfException">As above.</exception>
    public BpfTestRunResult TestRun(
        ReadOnlySpan<byte> packet, ref XdpContext context, Span<byte> output = default, int repeat = 1)
    {
        if (context.DataEnd == 0)
        {
            context.DataEnd = (uint)packet.Length;
        }

        fixed (XdpContext* pointer = &context)
        {
            return TestRun(packet, output, pointer, (uint)sizeof(XdpContext), repeat);
        }
    }

    BpfTestRunResult TestRun(ReadOnlySpan<byte> packet, Span<byte> output, void* context, uint contextSize, int repeat)
    {
        fixed (byte* dataIn = packet)
        fixed (byte* dataOut = output)
        {
            TestRunOptions options = new()
            {
                Size = (nuint)sizeof(TestRunOptions),
                DataIn = dataIn,
                DataSizeIn = (uint)packet.Length,
                DataOut = dataOut,
                DataSizeOut = (uint)output.Length,
                ContextIn = context,
                ContextSizeIn = contextSize,
                ContextOut = context,
                ContextSizeOut = contextSize,
                Repeat = repeat,
            };
            var result = Native.bpf_prog_test_run_opts(Fd, &options);
            GC.KeepAlive(this);
            if (result < 0)
            {
                ThrowTestRunFailure(result, packet.Length, output.Length, (int)options.DataSizeOut);
            }

            return new BpfTestRunResult(
                options.ReturnValue,
                options.Duration,
                output.IsEmpty ? 0 : (int)options.DataSizeOut);
        }
    }

    void ThrowTestRunFailure(int result, int packetLength, int outputLength, int neededLength)
    {
        var reason = (Errno)(-result) switch
        {
            Errno.ENOSPC => $"the packet is {neededLength} bytes long afterwards, but there is room for {outputLength}",
            Errno.EINVAL when packetLength < 14 => $"a packet needs at least its Ethernet header's 14 bytes, not {packetLength}",
            Errno.EINTR => "a signal came before all repetitions were done",
            _ => null,
        };
        Failure.Throw($"test run of program {Name}", result, reason);
    }
}
