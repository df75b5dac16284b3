// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

/// <summary>The compiled BPF object of the survey that "doctor" makes, embedded in this assembly.</summary>
public static class SurveyObject
{
    const string ResourceName = "survey.bpf.o";

    /// <summary>Name that the kernel shows for the object.</summary>
    public const string Name = "kong_survey";

    /// <summary>The bytes of the ELF file, as <see cref="MonitorObject.Open"/> gives its own.</summary>
    public static unsafe ReadOnlySpan<byte> Open()
    {
        var stream = (UnmanagedMemoryStream)typeof(SurveyObject).Assembly.GetManifestResourceStream(ResourceName)!;
        return new(stream.PositionPointer, checked((int)stream.Length));
    }
}
