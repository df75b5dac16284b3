// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.TestRuns;

/// <summary>
/// Keeps an XDP program in the kernel's dispatcher, by an interface of its own in the lab's gateway. Else every test run of
/// repetitions would put it there and take it out again, and wait some ten milliseconds for all CPUs.
/// </summary>
sealed class DispatcherPlace : IDisposable
{
    static int count;
    readonly string name = string.Create(CultureInfo.InvariantCulture, $"place{Interlocked.Increment(ref count)}");
    readonly BpfLink link;

    public DispatcherPlace(BpfProgram program)
    {
        Ip("link", "add", name, "type", "veth", "peer", "name", name + "p");
        link = XdpLink.Attach(program, GatewayInterface.Find(name), XdpMode.Native);
    }

    public void Dispose()
    {
        link.Dispose();
        Ip("link", "delete", name);
    }

    static void Ip(params string[] arguments)
    {
        using var ip = Process.Start("ip", arguments);
        ip.WaitForExit();
        if (ip.ExitCode != 0)
        {
            throw new BenchException($"ip {string.Join(' ', arguments)} failed");
        }
    }
}
