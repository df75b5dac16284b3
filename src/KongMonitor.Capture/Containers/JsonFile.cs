// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Json;

namespace KongMonitor.Capture.Containers;

/// <summary>Files of others that hold JSON. Whatever is in them, the worst answer is that they say nothing.</summary>
static class JsonFile
{
    const int LongestText = 512;

    /// <summary>Reads a file and tells what <paramref name="read"/> finds in it; null when it is missing, too large or no JSON.</summary>
    public static T? Read<T>(string path, int mostBytes, Func<JsonElement, T?> read)
        where T : struct
    {
        // A pipe would make us wait.
        if (FileStatus.Of(path, follow: true) is not { IsRegular: true } status || status.Size > (ulong)mostBytes)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Content(path, mostBytes));
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of an object; an undefined element when there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A text of a sensible length, or null.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString() is { Length: > 0 } text && Encoding.UTF8.GetByteCount(text) <= LongestText ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair, which no text can hold.
        }
    }

    /// <summary>A member that is a text.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name).Text();

    // The file may grow while it is read.
    static ReadOnlyMemory<byte> Content(string path, int mostBytes)
    {
        using var file = File.OpenHandle(path);
        var content = new byte[Math.Min(RandomAccess.GetLength(file), mostBytes)];
        var length = 0;
        while (length < content.Length && RandomAccess.Read(file, content.AsSpan(length), length) is var read and > 0)
        {
            length += read;
        }

        return content.AsMemory(0, length);
    }
}
