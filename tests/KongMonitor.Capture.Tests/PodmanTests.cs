// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Capture.Containers;
using KongMonitor.CaptureTests.Support;
using KongMonitor.Core;

namespace KongMonitor.CaptureTests;

/// <summary>With the files that a real Podman writes, and the cgroup paths that it makes.</summary>
public sealed class PodmanTests : IDisposable
{
    const string Image = "localhost/gateway-like:1.2";
    readonly Cgroups cgroups = new();
    readonly Folder root = new();

    public void Dispose()
    {
        cgroups.Dispose();
        root.Dispose();
    }

    [Fact]
    public void Real_containers_have_their_names_pods_and_images()
    {
        using var podman = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "podman.sh"), [root.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var said = podman.StandardOutput.ReadLine() ?? "";
            Assert.SkipWhen(said.StartsWith("cannot run: ", StringComparison.Ordinal), $"Podman {said}");
            Assert.Matches("^ready( [0-9a-f]{64}){3}( /[^ ]+){2}$", said);
            var words = said.Split(' ');
            var (gateway, alone, pod) = (words[1], words[2], words[3]);
            ulong[] ids = [cgroups.Make(words[4][1..]), cgroups.Make(words[5][1..])];
            var identities = new ContainerIdentity?[2];
            new ContainerDirectory(new CgroupFinder(), new ContainerFiles(root.Path), TimeProvider.System).Resolve(ids, identities);
            Assert.Equal(new ContainerIdentity(gateway, "gateway", pod[..12], Image, cgroups.Path(words[4][1..])), identities[0]);
            Assert.Equal(new ContainerIdentity(alone, "alone", null, Image, cgroups.Path(words[5][1..])), identities[1]);
        }
        finally
        {
            podman.StandardInput.Close();
            podman.WaitForExit();
        }
    }
}
