// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Tests.Support;

/// <summary>The object of bpf/probe.bpf.c, and C#'s view of its types.</summary>
static class Probe
{
    public const string HashMap = "a_hash_map_with_a_long_name";

    public const string MappedArray = "mapped_array";

    public static byte[] Elf { get; } = Resource("probe.bpf.o");

    public static byte[] RefusedElf { get; } = Resource("refused.bpf.o");

    public static byte[] Packet { get; } = new byte[64];

    public static BpfObject Open() => BpfObject.Open(Elf, "probe");

    public static BpfObject Load(Action<BpfObject>? configure = null)
    {
        Root.Require();
        var bpf = Open();
        configure?.Invoke(bpf);
        bpf.Load();
        return bpf;
    }

    public static string ResourceText(string name) => System.Text.Encoding.UTF8.GetString(Resource(name));

    static byte[] Resource(string name)
    {
        using var stream = typeof(Probe).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    public record struct Config(uint Answer, uint Padding, ulong Big);

    [StructLayout(LayoutKind.Sequential)]
    public record struct Key(ulong Number, ulong Name);

    [StructLayout(LayoutKind.Sequential)]
    public record struct Value(ulong Number, ulong Square, ulong Zero);

    [StructLayout(LayoutKind.Sequential)]
    public record struct Locked(uint Lock, uint Padding, ulong Left, ulong Right);

    [StructLayout(LayoutKind.Sequential)]
    public record struct Record(ulong Sequence, ulong Sum);
}
