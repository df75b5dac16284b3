// SPDX-License-Identifier: MIT
namespace KongMonitor.CoreTests.Support;

/// <summary>The files that the tests were built from.</summary>
static class Repository
{
    static readonly string root = FindRoot();

    public static string Read(string file) => File.ReadAllText(Path.Combine(root, file));

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
