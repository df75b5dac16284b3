// SPDX-License-Identifier: MIT
using KongMonitor.PodTests.Support;

namespace KongMonitor.PodTests;

/// <summary>The files that cannot be played here whole, since their gateway comes from a registry.</summary>
public class FileTests(Sandbox sandbox) : PodTest(sandbox)
{
    const string KongFile = "deploy/podman/kong.yaml";
    const string DeploymentFile = "deploy/kubernetes/deployment.yaml";
    const string ValuesFile = "deploy/kubernetes/values.yaml";
    const string Kong = "docker.io/library/kong:3.9";
    const string ImageInKubernetes = "registry.example.com/kong-ebpf-monitor:0.1.0";
    const string Unit = "deploy/systemd/kong-ebpf-monitor.service";
    static readonly Dictionary<string, int> families = new() { ["AF_UNIX"] = 1, ["AF_INET"] = 2, ["AF_INET6"] = 10, ["AF_NETLINK"] = 16 };

    [Fact]
    public void The_monitor_beside_Kong_is_the_one_that_the_tests_play() => Assert.Equal(MonitorIn(Pod.File), MonitorIn(KongFile));

    [Theory]
    [InlineData(DeploymentFile)]
    [InlineData(ValuesFile)]
    public void The_monitor_in_Kubernetes_differs_from_it_in_image_seccomp_profile_port_of_the_host_and_probe_alone(string file)
    {
        string[] here = ["image: localhost/kong-ebpf-monitor:latest", "imagePullPolicy: Never", "hostPort: 9465", "hostIP: 127.0.0.1", "type: Unconfined"];
        string[] there =
        [
            $"image: {ImageInKubernetes}", "imagePullPolicy: IfNotPresent",
            "livenessProbe:", "httpGet:", "path: /healthz", "port: metrics", "timeoutSeconds: 5",
            "runAsNonRoot: false", "type: RuntimeDefault",
        ];

        Assert.Equal(here, MonitorIn(Pod.File).Except(MonitorIn(file)));
        Assert.Equal(there, MonitorIn(file).Except(MonitorIn(Pod.File)));
    }

    [Theory]
    [InlineData(Pod.File)]
    [InlineData(KongFile)]
    [InlineData(DeploymentFile)]
    [InlineData(ValuesFile)]
    public void Where_a_pod_is_to_be_scraped_is_where_its_monitor_listens(string file)
    {
        var lines = ReadLines(file).Select(line => line.Trim()).ToArray();
        var monitor = MonitorIn(file);

        Assert.Contains("prometheus.io/scrape: \"true\"", lines);
        Assert.Contains("prometheus.io/port: \"9465\"", lines);
        Assert.Contains("prometheus.io/path: /metrics", lines);
        Assert.Contains(monitor, line => line.StartsWith("args:", StringComparison.Ordinal) && line.Contains("\"--listen=0.0.0.0:9465\"", StringComparison.Ordinal));
        Assert.Equal("containerPort: 9465", monitor[monitor.IndexOf("- name: metrics") + 1]);
    }

    // With nginx's image under Kong's name everything but Kong itself is made: ConfigMap, volumes, ports, rights.
    [Theory]
    [InlineData(KongFile, "kong-gateway", "kong-monitor")]
    [InlineData(DeploymentFile, "kong-pod-0-gateway", "kong-pod-0-monitor")]
    public void Podman_makes_all_containers_of(string file, params string[] containers)
    {
        Sandbox.Podman("tag", "localhost/kong-monitor-gateway:latest", Kong);
        Sandbox.Podman("tag", Sandbox.Image, ImageInKubernetes);
        try
        {
            Sandbox.Podman("kube", "play", "--start=false", file);

            Assert.Equal(containers, Containers().Where(name => !name.EndsWith("-infra", StringComparison.Ordinal)));
            Assert.Equal("[CAP_BPF CAP_NET_ADMIN CAP_PERFMON] 100663296 true", Sandbox.Podman(
                "inspect", containers[1], "--format", "{{.EffectiveCaps}} {{.HostConfig.Memory}} {{.HostConfig.ReadonlyRootfs}}").Trim());
        }
        finally
        {
            Sandbox.TryPodman("kube", "down", file);
            Sandbox.TryPodman("untag", Kong, Kong);
            Sandbox.TryPodman("untag", ImageInKubernetes, ImageInKubernetes);
        }
    }

    [Fact]
    public void The_fragment_for_the_chart_is_a_container_and_a_volume_that_a_pod_can_have()
    {
        var pod = Path.Combine(Path.GetTempPath(), $"kong-monitor-values-{Environment.ProcessId}.yaml");
        var fragment = ReadLines(ValuesFile).SkipWhile(line => line != "deployment:").Skip(1).TakeWhile(line => line.StartsWith(' '))
            .Select(line => line.Replace("sidecarContainers:", "containers:", StringComparison.Ordinal)
                .Replace("userDefinedVolumes:", "volumes:", StringComparison.Ordinal));
        File.WriteAllLines(pod, ["apiVersion: v1", "kind: Pod", "metadata:", "  name: values", "spec:", .. fragment]);
        Sandbox.Podman("tag", Sandbox.Image, ImageInKubernetes);
        try
        {
            Sandbox.Podman("kube", "play", "--start=false", pod);

            Assert.Contains("values-monitor", Containers());
        }
        finally
        {
            Sandbox.TryPodman("kube", "down", pod);
            Sandbox.TryPodman("untag", ImageInKubernetes, ImageInKubernetes);
            File.Delete(pod);
        }
    }

    [Fact]
    public void Systemd_finds_nothing_wrong_with_the_unit()
    {
        var folder = Directory.CreateTempSubdirectory("kong-monitor-unit").FullName;
        try
        {
            var copy = Path.Combine(folder, Path.GetFileName(Unit));
            File.WriteAllText(copy, File.ReadAllText(FullPath(Unit)).Replace("/usr/local/bin/kong-ebpf-monitor", Repository.Monitor, StringComparison.Ordinal));
            var result = Command.Try("systemd-analyze", "verify", "--man=no", copy);

            Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The unit's rights, put on by a container: nothing else can be asked of a machine without systemd.
    [Fact]
    public void The_calls_sockets_and_capabilities_that_the_unit_allows_are_enough()
    {
        var unit = ReadLines(Unit);
        string Value(string name) => unit.Single(line => line.StartsWith(name + '=', StringComparison.Ordinal))[(name.Length + 1)..];
        var calls = Value("SystemCallFilter").Split(' ').SelectMany(Expand).Distinct().Except(["socket"]).Select(call => $"\"{call}\"");
        var sockets = Value("RestrictAddressFamilies").Split(' ').Select(family => $$"""
            {"names":["socket"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"op":"SCMP_CMP_EQ","value":{{families[family]}}}]}
            """);
        var profile = Path.Combine(Path.GetTempPath(), $"kong-monitor-unit-{Environment.ProcessId}.json");
        File.WriteAllText(profile, $$"""
            {"defaultAction":"SCMP_ACT_ERRNO","defaultErrnoRet":1,"architectures":["SCMP_ARCH_X86_64"],
             "syscalls":[{"names":[{{string.Join(',', calls)}}],"action":"SCMP_ACT_ALLOW"},{{string.Join(',', sockets)}}]}
            """);
        try
        {
            var capabilities = Value("CapabilityBoundingSet").Replace("CAP_", "", StringComparison.Ordinal).Replace(' ', ',');
            var result = RunImage(
                [$"--cap-add={capabilities}", $"--security-opt=seccomp={profile}"], "run", "--interface=lo", "--port=9", "--duration=100ms", "--listen=9465");

            Assert.True(result.ExitCode == 0, result.Error);
        }
        finally
        {
            File.Delete(profile);
        }
    }

    // A group of calls, which may name other groups, or a call.
    static IEnumerable<string> Expand(string name) => name[0] != '@'
        ? [name]
        : Command.Run("systemd-analyze", "syscall-filter", name).Split('\n').Skip(1)
            .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').SelectMany(Expand);

    string[] Containers() => Sandbox.Podman("ps", "--all", "--format", "{{.Names}}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // The container's lines without comments and indentation, from its name to the next item of its list.
    static List<string> MonitorIn(string file)
    {
        var lines = ReadLines(file).Where(line => !line.TrimStart().StartsWith('#')).ToList();
        var start = lines.FindIndex(line => line.Trim() == "- name: monitor");
        var indentation = lines[start].Length - lines[start].TrimStart().Length;
        return [.. lines.Skip(start + 1).TakeWhile(line => line.Length - line.TrimStart().Length > indentation).Select(line => line.Trim())];
    }

    static string[] ReadLines(string file) => File.ReadAllLines(FullPath(file));

    static string FullPath(string file) => Path.Combine(Repository.Root, file);
}
