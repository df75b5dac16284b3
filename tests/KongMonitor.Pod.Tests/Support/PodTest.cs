// SPDX-License-Identifier: MIT
namespace KongMonitor.PodTests.Support;

/// <summary>A test with Podman; skipped, with the reason, where Podman cannot run.</summary>
public abstract class PodTest
{
    protected PodTest(Sandbox sandbox)
    {
        Assert.SkipWhen(sandbox.WhyNot is not null, sandbox.WhyNot ?? "");
        Sandbox = sandbox;
    }

    protected Sandbox Sandbox { get; }

    /// <summary>A run of the image with no right but those given, on a network of nothing but lo.</summary>
    private protected CommandResult RunImage(string[] options, params string[] arguments) => Sandbox.TryPodman(
        ["run", "--rm", "--network=none", "--read-only", "--cap-drop=all", .. options, Sandbox.Image, .. arguments, "--lang=en"]);
}
