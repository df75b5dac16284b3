// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.PodTests.Support;

namespace KongMonitor.PodTests;

/// <summary>The image that ./build image makes.</summary>
public class ImageTests(Sandbox sandbox) : PodTest(sandbox)
{
    const string Nobody = "--user=65534:65534";
    const string NoNewPrivileges = "--security-opt=no-new-privileges";
    const string EveryCall = "--security-opt=seccomp=unconfined";
    static readonly string[] briefRun = ["run", "--interface=lo", "--port=9", "--duration=100ms"];

    [Fact]
    public void The_image_is_at_most_30_MB()
    {
        var bytes = long.Parse(Sandbox.Podman("image", "inspect", "--format", "{{.Size}}", Sandbox.Image), CultureInfo.InvariantCulture);

        Assert.InRange(bytes, 5_000_000, 30_000_000);
    }

    [Fact]
    public void The_same_files_give_the_same_image_again()
    {
        var before = Sandbox.Podman("image", "inspect", "--format", "{{.Id}}", Sandbox.Image);
        var untagged = Sandbox.Podman("build", "--quiet", "--no-cache", "--isolation=chroot", "--timestamp=0",
            "--build-arg=VERSION=" + Label("version"), "--file=deploy/Containerfile", "artifacts/image");

        Assert.Equal(before, untagged);
    }

    [Fact]
    public void The_image_holds_no_shell_and_no_interpreter_but_the_loader()
    {
        var mount = Sandbox.Podman("image", "mount", Sandbox.Image).Trim();
        try
        {
            var files = Sandbox.Run("find", mount, "-type", "f", "-executable", "-not", "-name", "*.so*", "-printf", "%P\n");

            Assert.Equal("usr/bin/kong-ebpf-monitor\n", files);
        }
        finally
        {
            Sandbox.Podman("image", "unmount", Sandbox.Image);
        }
    }

    // Root, whose capabilities the runtime sets; any other user, who has them from the binary's file.
    [Theory]
    [InlineData]
    [InlineData(NoNewPrivileges)]
    [InlineData(Nobody)]
    [InlineData(Nobody, NoNewPrivileges)]
    public void It_runs_read_only_with_three_capabilities(params string[] options)
    {
        var result = RunImage(["--cap-add=BPF,NET_ADMIN,PERFMON", EveryCall, .. options], briefRun);

        Ran(result);
    }

    [Theory]
    [InlineData("NET_ADMIN,PERFMON", "CAP_BPF")]
    [InlineData("BPF,PERFMON", "CAP_NET_ADMIN")]
    [InlineData("BPF,NET_ADMIN", "CAP_PERFMON")]
    [InlineData("CHOWN", "CAP_BPF, CAP_NET_ADMIN, CAP_PERFMON")]
    public void A_missing_capability_is_named_in_one_line(string given, string missing)
    {
        foreach (string[] user in (string[][])[[], [Nobody]])
        {
            var result = RunImage([$"--cap-add={given}", EveryCall, .. user], briefRun);

            Assert.Equal((1, ""), (result.ExitCode, result.Output));
            Assert.Contains($"needs CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON; this process lacks {missing}", OneLine(result), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_seccomp_profile_that_refuses_bpf_is_named_in_one_line()
    {
        var refusal = Path.Combine(Path.GetTempPath(), $"kong-monitor-seccomp-{Environment.ProcessId}.json");
        File.WriteAllText(refusal, """
            {"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["bpf"],"action":"SCMP_ACT_ERRNO","errnoRet":1}]}
            """);
        try
        {
            var result = RunImage(["--cap-add=BPF,NET_ADMIN,PERFMON", $"--security-opt=seccomp={refusal}"], briefRun);

            Assert.Equal((1, ""), (result.ExitCode, result.Output));
            Assert.Contains("a seccomp profile is in force that refuses the call", OneLine(result), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(refusal);
        }
    }

    // BTF of the kernel is asked for nothing: neither it nor a bpffs must be mounted.
    [Fact]
    public void It_needs_no_mount_of_sys_kernel_btf()
    {
        var result = RunImage(["--cap-add=BPF,NET_ADMIN,PERFMON", EveryCall, "--tmpfs=/sys/kernel/btf"], briefRun);

        Ran(result);
    }

    [Fact]
    public void An_interface_that_is_not_in_the_pod_is_named_in_one_line()
    {
        var result = RunImage(["--cap-add=BPF,NET_ADMIN,PERFMON", EveryCall], "run", "--interface=eth0");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("eth0", OneLine(result), StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_works_in_the_image_too()
    {
        // The header of a pcap file of Ethernet packets, and no packet.
        var capture = Path.Combine(Path.GetTempPath(), $"kong-monitor-{Environment.ProcessId}.pcap");
        File.WriteAllBytes(capture, Convert.FromHexString("D4C3B2A1020004000000000000000000FFFF000001000000"));
        try
        {
            var result = RunImage(
                ["--cap-add=BPF,NET_ADMIN,PERFMON", EveryCall, $"--volume={capture}:/capture.pcap:ro"], "replay", "/capture.pcap", "--format=json");

            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.Contains("\"type\":\"snapshot\"", result.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(capture);
        }
    }

    // It may say that without a bpffs counts end with it.
    static void Ran(CommandResult result)
    {
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("Total requests: 0", result.Output, StringComparison.Ordinal);
    }

    static string OneLine(CommandResult result) => Assert.Single(result.Error.TrimEnd().Split('\n'));

    string Label(string name) => Sandbox.Podman(
        "image", "inspect", "--format", $"{{{{index .Labels \"org.opencontainers.image.{name}\"}}}}", Sandbox.Image).Trim();
}
