// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Monitor => Path.Combine(Root, "artifacts", "kong-ebpf-monitor");

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "KongMonitor.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no KongMonitor.slnx above " + AppContext.BaseDirectory);
        }

        return folder;
    }
}
