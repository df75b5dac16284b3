// SPDX-License-Identifier: MIT
namespace KongMonitor.ReplayTests.Support;

static class Repository
{
    public static string Folder { get; } = Root(AppContext.BaseDirectory);

    public static string Monitor { get; } = Path.Combine(Folder, "artifacts", "kong-ebpf-monitor");

    static string Root(string folder) => File.Exists(Path.Combine(folder, "KongMonitor.slnx"))
        ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no KongMonitor.slnx above " + AppContext.BaseDirectory));
}
