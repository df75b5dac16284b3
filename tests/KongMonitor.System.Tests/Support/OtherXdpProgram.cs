// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>Somebody else's XDP program on the gateway's eth0, until disposed. Its name is other_program.</summary>
sealed class OtherXdpProgram : IDisposable
{
    readonly Lab lab;

    /// <param name="lab">Whose gateway.</param>
    /// <param name="section">xdp, or xdp.frags: for such a program the kernel copies packets.</param>
    public OtherXdpProgram(Lab lab, string section = "xdp")
    {
        this.lab = lab;
        var source = Path.Combine(lab.State, "other.c");
        var built = Path.Combine(lab.State, "other.o");
        File.WriteAllText(source, $$"""__attribute__((section("{{section}}"), used)) int other_program(void *context) { return 2; }""");
        Command.Run("clang", "-O2", "-g", "-target", "bpf", "-c", source, "-o", built);
        Command.RunIn(lab.Gateway, "ip", "link", "set", "dev", "eth0", "xdpgeneric", "object", built, "section", section);
    }

    public void Dispose() => Command.RunIn(lab.Gateway, "ip", "link", "set", "dev", "eth0", "xdpgeneric", "off");
}
