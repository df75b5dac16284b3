// SPDX-License-Identifier: MIT
using System.Reflection;

namespace KongMonitor.Serving.Page;

/// <summary>The files of the page: the resources that are called page/… .</summary>
sealed class PageFiles(Assembly assembly)
{
    const string Folder = "page/";
    const string Start = Folder + "index.html";
    readonly Lock gate = new();
    readonly Dictionary<string, PageFile> known = [];
    readonly HashSet<string> names = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))];

    /// <summary>The file at a path: / or /page/… ; null if there is none.</summary>
    public PageFile? Find(string path)
    {
        var name = path == "/" ? Start : path is ['/', .. var rest] ? rest : "";
        if (!names.Contains(name))
        {
            return null;
        }

        lock (gate)
        {
            return known.TryGetValue(name, out var file) ? file : known[name] = new(assembly, name);
        }
    }
}
