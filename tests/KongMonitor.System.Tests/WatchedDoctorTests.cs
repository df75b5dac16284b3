// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Beside a monitor the doctor judges by what that one watches, as far as it can be known.</summary>
public sealed class WatchedDoctorTests(Lab lab) : DoctorTest(lab)
{
    [Fact]
    public async Task What_a_running_monitor_watches_is_what_the_checks_use()
    {
        await using var monitor = await StartPinned("--interface", "eth0", "--interface", "lo", "--port", "9000", "--all-ports");
        await using var doctor = await StartWithoutInterface();
        Ask(2, 9000);
        AskOnLoopback(8001);
        Assert.Equal(0, await End(doctor));
        Contains(
            doctor, $"[ok] a monitor watches this network namespace: pid {monitor.Id} ",
            "[ok] the checks use what it watches: --interface lo --interface eth0 --all-ports\n", "[ok] 9000 is plain HTTP/1: 2 connections",
            "[ok] 8001 is plain HTTP/1: 1 connection\n");
        Assert.DoesNotContain("not watched", doctor.Output, StringComparison.Ordinal);
        await monitor.Stop();
    }

    [Fact]
    public async Task So_is_what_a_monitor_watched_that_was_killed_and_goes_on_counting()
    {
        await Kill(await StartPinned("--port", "9000", "--no-upstream"));
        await using var doctor = await StartWithoutInterface();
        Ask(1, 9000);
        Assert.Equal(0, await End(doctor));
        Contains(
            doctor, "[note] programs and counts of an earlier run go on counting", "[ok] the checks use what it watches: --interface eth0 --port 9000 --no-upstream\n",
            "[ok] 9000 is plain HTTP/1: 1 connection\n");
    }

    [Fact]
    public async Task What_the_user_names_goes_before_it()
    {
        await using var monitor = await StartPinned("--port", "9000");
        await using var doctor = await StartWithoutInterface("--port", "8000");
        Ask(1);
        Assert.Equal(0, await End(doctor));
        Contains(doctor, "[ok] the checks use what it watches: --interface eth0\n", "[ok] 8000 is plain HTTP/1: 1 connection\n");
        await monitor.Stop();
    }

    [Fact]
    public async Task Where_it_cannot_be_known_the_doctor_says_so()
    {
        await using var monitor = await StartMonitor("--port", "9000");
        await using var doctor = await Start();
        Ask(1);
        await End(doctor);
        Contains(
            doctor, "[note] what it watches cannot be told: it pins nothing that could be read here\n",
            "    -> give the doctor the --interface and --port (or --all-ports) of that run\n");
        await monitor.Stop();
    }

    [Fact]
    public async Task Every_port_can_be_named_to_the_doctor_too()
    {
        await using var doctor = await Start("--all-ports");
        Ask(1, 9000);
        Assert.Equal(0, await End(doctor));
        Contains(doctor, "[ok] 9000 is plain HTTP/1: 1 connection\n");
    }

    [Fact]
    public async Task Without_any_interface_to_choose_it_says_that_once_and_nothing_of_silence()
    {
        await using var doctor = MonitorProcess.StartThrough(["unshare", "--net"], Lab.Gateway, "doctor", "--lang", "en", "--duration", "100ms");
        Assert.Equal(1, await doctor.Exited());
        Contains(doctor, "[problem] no interface was named, and there is no default route to tell it by\n    -> name one with --interface\n");
        Assert.DoesNotContain("passed", doctor.Output, StringComparison.Ordinal);
    }
}
