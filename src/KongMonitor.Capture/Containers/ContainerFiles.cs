// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.Capture.Containers;

/// <summary>
/// Names of containers from the files that their runtimes keep, without asking any daemon. Under each root are the places
/// where the runtimes put them: "/host" for the paths of a host that are mounted into a pod, "/" beside the runtime.
/// </summary>
sealed class ContainerFiles(params string[] roots)
{
    const int MostBytes = 4 << 20;

    // CRI-O has its config.json below /run, Podman below /var/lib.
    static readonly string[] storages = ["var/lib/containers/storage", "run/containers/storage"];
    static readonly string[] storageDrivers = ["overlay-containers", "vfs-containers", "btrfs-containers", "zfs-containers"];
    static readonly string[] containerdTasks =
    [
        "run/containerd/io.containerd.runtime.v2.task/k8s.io",
        "run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io",
    ];

    /// <summary>What the files say, from the first place that knows the container; null if none does.</summary>
    public ContainerNames? Find(ContainerRuntime runtime, string id)
    {
        foreach (var root in roots)
        {
            var names = runtime switch
            {
                ContainerRuntime.Podman or ContainerRuntime.CriO => Storage(root, id),
                ContainerRuntime.Docker => Docker(root, id),
                ContainerRuntime.Containerd => Containerd(root, id),
                _ => Containerd(root, id) ?? Storage(root, id) ?? Docker(root, id),
            };
            if (names is not null)
            {
                return names;
            }
        }

        return null;
    }

    static ContainerNames? Docker(string root, string id) =>
        JsonFile.Read(Path.Combine(root, "var/lib/docker/containers", id, "config.v2.json"), MostBytes, ReadDocker);

    // Name has a slash before it; with Kubernetes, labels tell more.
    static ContainerNames? ReadDocker(JsonElement json)
    {
        var config = json.Member("Config");
        var labels = config.Member("Labels");
        return new ContainerNames(
            labels.Text("io.kubernetes.container.name") ?? json.Text("Name")?.TrimStart('/'),
            InNamespace(labels.Text("io.kubernetes.pod.namespace"), labels.Text("io.kubernetes.pod.name")),
            config.Text("Image"));
    }

    static ContainerNames? Containerd(string root, string id) =>
        First(containerdTasks, task => JsonFile.Read(Path.Combine(root, task, id, "config.json"), MostBytes, ReadContainerd));

    static ContainerNames? ReadContainerd(JsonElement json)
    {
        var annotations = json.Member("annotations");
        return new ContainerNames(
            annotations.Text("io.kubernetes.cri.container-name"),
            InNamespace(annotations.Text("io.kubernetes.cri.sandbox-namespace"), annotations.Text("io.kubernetes.cri.sandbox-name")),
            annotations.Text("io.kubernetes.cri.image-name"));
    }

    static ContainerNames? Storage(string root, string id)
    {
        var names = First(storages, storage => First(storageDrivers, driver => Listed(Path.Combine(root, storage, driver), id)));
        var spec = First(storages, storage => First(storageDrivers, driver =>
            JsonFile.Read(Path.Combine(root, storage, driver, id, "userdata/config.json"), MostBytes, ReadCriO)));
        return names is null && spec is null
            ? null
            : new ContainerNames(spec?.Name ?? names?.Name, spec?.Pod ?? names?.Pod, spec?.Image ?? names?.Image);
    }

    static ContainerNames? Listed(string directory, string id) =>
        JsonFile.Read(Path.Combine(directory, "containers.json"), MostBytes, json => ReadList(json, id));

    // An array of all containers; "metadata" is JSON in a string.
    static ContainerNames? ReadList(JsonElement json, string id)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var container in json.EnumerateArray())
        {
            if (container.Text("id") == id)
            {
                var names = container.Member("names");
                var name = names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().FirstOrDefault().Text() : null;
                return new ContainerNames(name, null, Image(container.Member("metadata")));
            }
        }

        return null;
    }

    static string? Image(JsonElement metadata)
    {
        try
        {
            if (metadata.ValueKind == JsonValueKind.String && metadata.GetString() is { } text)
            {
                using var document = JsonDocument.Parse(text);
                return document.RootElement.Text("image-name");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It says nothing that can be read.
        }

        return null;
    }

    // Podman writes annotations with CRI-O's prefix as well, but none of these.
    static ContainerNames? ReadCriO(JsonElement json)
    {
        var annotations = json.Member("annotations");
        return new ContainerNames(
            annotations.Text("io.kubernetes.container.name"),
            InNamespace(annotations.Text("io.kubernetes.pod.namespace"), annotations.Text("io.kubernetes.pod.name")),
            annotations.Text("io.kubernetes.cri-o.ImageName"));
    }

    static string? InNamespace(string? space, string? pod) => space is null || pod is null ? pod : $"{space}/{pod}";

    static ContainerNames? First(string[] places, Func<string, ContainerNames?> read)
    {
        foreach (var place in places)
        {
            if (read(place) is { } names)
            {
                return names;
            }
        }

        return null;
    }
}
