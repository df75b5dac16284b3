// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class BpfLibraryTests
{
    [Fact]
    public void The_version_is_that_of_the_loaded_library() => Assert.True(BpfLibrary.Version >= new Version(1, 1));

    [Fact]
    public void Possible_CPUs_are_at_least_those_online() =>
        Assert.InRange(BpfLibrary.PossibleCpus, Environment.ProcessorCount, 8192);

    [Fact]
    public void The_log_goes_to_the_sink_and_nowhere_without_one()
    {
        List<(BpfLogLevel Level, string Message)> messages = [];
        BpfLibrary.SetLog((level, message) => messages.Add((level, message)), BpfLogLevel.Debug);
        try
        {
            Assert.Throws<BpfException>(() => BpfObject.Open(new byte[100], "junk"));
        }
        finally
        {
            BpfLibrary.SetLog(null);
        }

        Assert.Contains(messages, m => m.Level == BpfLogLevel.Warning && m.Message.Contains("junk", StringComparison.Ordinal));
        Assert.All(messages, m => Assert.False(m.Message.EndsWith('\n')));
        var count = messages.Count;
        Assert.Throws<BpfException>(() => BpfObject.Open(new byte[100], "junk"));
        Assert.Equal(count, messages.Count);
    }

    [Fact]
    public void Less_important_messages_than_asked_for_are_left_out()
    {
        List<BpfLogLevel> levels = [];
        BpfLibrary.SetLog((level, _) => levels.Add(level), BpfLogLevel.Warning);
        try
        {
            using var bpf = Probe.Open();
        }
        finally
        {
            BpfLibrary.SetLog(null);
        }

        Assert.DoesNotContain(BpfLogLevel.Debug, levels);
    }

    [Fact]
    public void A_sink_that_throws_does_no_harm()
    {
        BpfLibrary.SetLog((_, _) => throw new InvalidOperationException(), BpfLogLevel.Debug);
        try
        {
            using var bpf = Probe.Open();
            Assert.NotEmpty(bpf.Programs);
        }
        finally
        {
            BpfLibrary.SetLog(null);
        }
    }
}
