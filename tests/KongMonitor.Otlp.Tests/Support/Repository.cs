// SPDX-License-Identifier: MIT
namespace KongMonitor.OtlpTests.Support;

static class Repository
{
    public static string Root { get; } = FindRoot();

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
