// SPDX-License-Identifier: MIT
namespace KongMonitor.CorpusTests.Support;

/// <summary>Where the monitor and the captures lie. The captures are no part of the repository.</summary>
static class Places
{
    const string Variable = "KONG_MONITOR_CORPUS";

    public static string Root { get; } = FindRoot();

    public static string Monitor => Path.Combine(Root, "artifacts", "kong-ebpf-monitor");

    /// <summary>A folder of captures, or null where it is not there.</summary>
    public static string? Corpus(string name)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(Root, "..", "shared", "corpus"), name);
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>Why a test has nothing to do.</summary>
    public static string Absent(string name) => $"no captures: neither ../shared/corpus/{name} nor {name} in the folder that {Variable} names";

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
