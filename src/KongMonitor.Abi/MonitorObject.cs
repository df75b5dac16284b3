// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

/// <summary>The compiled BPF object, embedded in this assembly.</summary>
public static class MonitorObject
{
    const string ResourceName = "monitor.bpf.o";

    /// <summary>Name that the kernel shows for the object.</summary>
    public const string Name = "kong_monitor";

    /// <summary>The bytes of the ELF file. They live as long as the process; their address has no alignment.</summary>
    public static unsafe ReadOnlySpan<byte> Open()
    {
        var stream = (UnmanagedMemoryStream)typeof(MonitorObject).Assembly.GetManifestResourceStream(ResourceName)!;
        return new(stream.PositionPointer, checked((int)stream.Length));
    }
}
