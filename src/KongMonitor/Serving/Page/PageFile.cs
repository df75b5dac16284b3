// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Reflection;
using KongMonitor.Core;

namespace KongMonitor.Serving.Page;

/// <summary>One file of the page, in the program itself.</summary>
sealed class PageFile
{
    readonly Assembly assembly;
    readonly string name;

    public PageFile(Assembly assembly, string name)
    {
        this.assembly = assembly;
        this.name = name;
        using var stream = Open();
        Length = stream.Length;
        var bytes = new byte[Length];
        stream.ReadExactly(bytes);
        Tag = string.Create(CultureInfo.InvariantCulture, $"\"{Fnv1a.Hash(bytes):x16}\"");
    }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <summary>As ETag has it: another one when the file is another.</summary>
    public string Tag { get; }

    public string ContentType => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };

    /// <summary>Its bytes.</summary>
    public Stream Open() => assembly.GetManifestResourceStream(name)!;
}
