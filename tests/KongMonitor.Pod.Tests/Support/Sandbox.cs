// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.PodTests.Support;

/// <summary>Podman on a machine of its own (sandbox.sh), with the images built there.</summary>
public sealed class Sandbox : IDisposable
{
    public const string Image = "localhost/kong-ebpf-monitor:latest";

    // Alone in an image it shows whether containers run here at all.
    const string SmokeProgram = "/usr/bin/catatonit";
    const string SmokeImage = "localhost/kong-monitor-smoke";

    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);
    readonly string state = $"/var/tmp/kong-monitor-pod-{Environment.ProcessId}";
    readonly Process? process;
    readonly string? pid;

    public Sandbox()
    {
        WhyNot = WhyNotAtAll();
        if (WhyNot is not null)
        {
            return;
        }

        process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "tests", "KongMonitor.Pod.Tests", "sandbox.sh"), [state])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (process.StandardOutput.ReadLine() is not { } line || !line.StartsWith("ready ", StringComparison.Ordinal))
        {
            WhyNot = "no namespaces can be made for Podman: " + process.StandardError.ReadToEnd().Trim();
            return;
        }

        pid = line["ready ".Length..];
        WhyNot = TryContainer();
        if (WhyNot is null)
        {
            Run(Path.Combine(Repository.Root, "build"), "image");
            Run(Path.Combine(Repository.Root, "deploy", "podman", "gateway.sh"));
        }
    }

    /// <summary>Why Podman cannot run here; null where it can.</summary>
    public string? WhyNot { get; }

    /// <summary>Ends everything in the sandbox, and removes what it left on the machine.</summary>
    public void Dispose()
    {
        if (process is null)
        {
            return;
        }

        process.StandardInput.Close();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    internal string Podman(params IEnumerable<string> arguments) => Run("podman", arguments);

    internal CommandResult TryPodman(params IEnumerable<string> arguments) => Command.Try("nsenter", Enter(["podman", .. arguments]));

    /// <summary>Runs a command beside the pods: on their host, as far as network, mounts and processes go.</summary>
    internal string Run(string file, params IEnumerable<string> arguments) => Command.Run("nsenter", Enter([file, .. arguments]));

    string[] Enter(IEnumerable<string> command) =>
    [
        "--target", pid!, "--mount", "--net", "--pid", "--", "env", "--chdir", Repository.Root,
        $"CONTAINERS_CONF={state}/containers.conf", $"CONTAINERS_STORAGE_CONF={state}/storage.conf", .. command,
    ];

    static string? WhyNotAtAll()
    {
        if (Environment.UserName != "root")
        {
            return "needs root: it makes namespaces and loads BPF programs";
        }

        string[] programs = ["/usr/bin/podman", "/usr/bin/crun", "/usr/lib/podman/netavark", SmokeProgram, "/usr/sbin/iptables"];
        return Array.Find(programs, program => !File.Exists(program)) is { } missing ? $"{missing} is missing: ./test installs it" : null;
    }

    string? TryContainer()
    {
        var build = Path.Combine(state, "smoke");
        Directory.CreateDirectory(build);
        File.Copy(SmokeProgram, Path.Combine(build, "smoke"));
        File.WriteAllText(Path.Combine(build, "Containerfile"), "FROM scratch\nCOPY smoke /smoke\n");
        foreach (string[] command in (string[][])[
            ["build", "--quiet", "--isolation", "chroot", "--tag", SmokeImage, build],
            ["run", "--rm", "--read-only", "--memory", "64m", SmokeImage, "/smoke", "--version"]])
        {
            var result = TryPodman(command);
            if (result.ExitCode != 0)
            {
                return $"Podman cannot run a container here: podman {command[0]}: {result.Error.Trim()}";
            }
        }

        return null;
    }
}
