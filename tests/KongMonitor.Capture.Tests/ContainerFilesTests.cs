// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Capture.Containers;
using KongMonitor.CaptureTests.Support;

namespace KongMonitor.CaptureTests;

public sealed class ContainerFilesTests : IDisposable
{
    const string Id = Ids.Container;
    const string DockerFile = $"var/lib/docker/containers/{Id}/config.v2.json";
    const string ContainerdFile = $"run/containerd/io.containerd.runtime.v2.task/k8s.io/{Id}/config.json";
    const string PodmanList = "var/lib/containers/storage/overlay-containers/containers.json";
    const string CriOSpec = $"run/containers/storage/overlay-containers/{Id}/userdata/config.json";
    const string CriOList = "var/lib/containers/storage/overlay-containers/containers.json";

    readonly Folder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void Docker_tells_name_and_image()
    {
        root.File(DockerFile, """{"ID":"…","Name":"/kong","Config":{"Image":"kong:3.9","Labels":{"com.example":"x"}}}""");
        Assert.Equal(new("kong", null, "kong:3.9"), Find(ContainerRuntime.Docker));
    }

    [Fact]
    public void Docker_under_Kubernetes_tells_the_pod()
    {
        root.File(DockerFile, """
            {"Name":"/k8s_proxy_kong-7d9f_shop_1f3a_0","Config":{"Image":"sha256:0","Labels":{
            "io.kubernetes.container.name":"proxy","io.kubernetes.pod.name":"kong-7d9f","io.kubernetes.pod.namespace":"shop"}}}
            """);
        Assert.Equal(new("proxy", "shop/kong-7d9f", "sha256:0"), Find(ContainerRuntime.Docker));
    }

    [Theory]
    [InlineData(ContainerdFile)]
    [InlineData($"run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io/{Id}/config.json")]
    public void Containerd_tells_container_pod_and_image(string file)
    {
        root.File(file, """
            {"ociVersion":"1.1.0","annotations":{"io.kubernetes.cri.container-name":"proxy","io.kubernetes.cri.container-type":"container",
            "io.kubernetes.cri.image-name":"docker.io/library/kong:3.9","io.kubernetes.cri.sandbox-name":"kong-7d9f",
            "io.kubernetes.cri.sandbox-namespace":"shop"}}
            """);
        Assert.Equal(new("proxy", "shop/kong-7d9f", "docker.io/library/kong:3.9"), Find(ContainerRuntime.Containerd));
    }

    [Fact]
    public void Podman_tells_name_and_image()
    {
        root.File(PodmanList, Listed("kong", "docker.io/library/kong:3.9"));
        root.File($"var/lib/containers/storage/overlay-containers/{Id}/userdata/config.json", """
            {"annotations":{"io.container.manager":"libpod","io.kubernetes.cri-o.ContainerType":"container","io.kubernetes.cri-o.SandboxID":"97a1"}}
            """);
        Assert.Equal(new("kong", null, "docker.io/library/kong:3.9"), Find(ContainerRuntime.Podman));
    }

    [Fact]
    public void CRI_O_tells_container_pod_and_image()
    {
        root.File(CriOList, Listed("k8s_proxy_kong-7d9f_shop_1f3a_0", "quay.io/kong@sha256:0"));
        root.File(CriOSpec, """
            {"annotations":{"io.kubernetes.container.name":"proxy","io.kubernetes.pod.name":"kong-7d9f","io.kubernetes.pod.namespace":"shop",
            "io.kubernetes.cri-o.ImageName":"docker.io/library/kong:3.9","io.container.manager":"cri-o"}}
            """);
        Assert.Equal(new("proxy", "shop/kong-7d9f", "docker.io/library/kong:3.9"), Find(ContainerRuntime.CriO));
    }

    [Theory]
    [InlineData(DockerFile, """{"Name":"/kong"}""")]
    [InlineData(ContainerdFile, """{"annotations":{"io.kubernetes.cri.container-name":"kong"}}""")]
    [InlineData(CriOSpec, """{"annotations":{"io.kubernetes.container.name":"kong"}}""")]
    public void A_container_whose_path_does_not_name_its_runtime_is_looked_for_everywhere(string file, string content)
    {
        root.File(file, content);
        Assert.Equal("kong", Find(ContainerRuntime.Unknown)?.Name);
    }

    [Fact]
    public void The_first_root_that_knows_the_container_wins()
    {
        root.File($"first/{DockerFile}", "{");
        root.File($"second/{DockerFile}", """{"Name":"/second"}""");
        root.File($"third/{DockerFile}", """{"Name":"/third"}""");
        var files = new ContainerFiles($"{root.Path}/missing", $"{root.Path}/first", $"{root.Path}/second", $"{root.Path}/third");
        Assert.Equal("second", files.Find(ContainerRuntime.Docker, Id)?.Name);
    }

    [Fact]
    public void Without_files_there_is_nothing() =>
        Assert.All(Enum.GetValues<ContainerRuntime>(), runtime => Assert.Null(Find(runtime)));

    [Theory]
    [InlineData("""{"Name":7,"Config":[]}""")]
    [InlineData("""{"Name":"\ud800","Config":{"Image":{}}}""")]
    [InlineData("""{"Name":null,"Config":{"Labels":"x"}}""")]
    [InlineData("""[1]""")]
    public void A_file_of_another_form_says_nothing(string content)
    {
        root.File(DockerFile, content);
        Assert.Equal(default(ContainerNames), Find(ContainerRuntime.Docker));
    }

    [Fact]
    public void A_text_of_no_sensible_length_is_left_out()
    {
        root.File(DockerFile, $$$"""{"Name":"/{{{new string('k', 600)}}}","Config":{"Image":"kong"}}""");
        Assert.Equal(new(null, null, "kong"), Find(ContainerRuntime.Docker));
    }

    [Fact]
    public void A_file_of_no_sensible_size_is_not_read()
    {
        var file = root.File(DockerFile, """{"Name":"/kong"}""");
        using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(5 << 20);
        }

        Assert.Null(Find(ContainerRuntime.Docker));
    }

    [Fact]
    public async Task A_pipe_in_place_of_a_file_does_not_make_it_wait()
    {
        var folder = root.Subfolder(Path.GetDirectoryName(DockerFile)!);
        Assert.Equal(0, Command.Run("mkfifo", $"{folder}/config.v2.json").ExitCode);
        var find = Task.Run(() => Find(ContainerRuntime.Docker), TestContext.Current.CancellationToken);
        Assert.Null(await find.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Nothing_in_a_file_makes_it_fail()
    {
        string[] pieces =
        [
            "{", "}", "[", "]", "\"id\":", $"\"{Id}\"", "\"names\":", "\"metadata\":", "\"Name\":", "\"Config\":", "\"Labels\":", "\"annotations\":",
            "\"io.kubernetes.cri.container-name\":", ",", "1e999", "\"\\ud800\"", "\"{\\\"image-name\\\":{}}\"", "null", "\0", "\ufeff",
        ];
        Pieces.Joined(pieces).Sample(
            content =>
            {
                foreach (var file in (string[])[DockerFile, ContainerdFile, PodmanList, CriOSpec])
                {
                    root.File(file, content);
                }

                foreach (var runtime in Enum.GetValues<ContainerRuntime>())
                {
                    _ = Find(runtime);
                }
            },
            threads: 1,
            iter: 500);
    }

    ContainerNames? Find(ContainerRuntime runtime) => new ContainerFiles(root.Path).Find(runtime, Id);

    static string Listed(string name, string image) => $$"""
        [{"id":"{{Ids.Inner}}","names":["other"],"metadata":"{}"},
        {"id":"{{Id}}","names":["{{name}}"],"image":"56d5","layer":"ed1f","metadata":"{\"image-name\":\"{{image}}\",\"image-id\":\"56d5\",\"name\":\"x\"}"}]
        """;
}
