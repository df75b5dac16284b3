// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Language;

namespace KongMonitor;

/// <summary>A bar on the terminal for a file that takes long. Nothing elsewhere.</summary>
sealed class ReplayProgress : IDisposable
{
    const int Every = 4096; // packets between two looks at the time
    const int Width = 30;
    const string ClearLine = "\r\u001b[K";
    static readonly TimeSpan quiet = TimeSpan.FromSeconds(1);
    static readonly TimeSpan interval = TimeSpan.FromMilliseconds(200);
    readonly CaptureFile file;
    readonly Texts texts;
    readonly bool isTerminal = !Console.IsErrorRedirected;
    readonly long start = Environment.TickCount64;
    long next;
    bool shown;

    public ReplayProgress(CaptureFile file, Texts texts)
    {
        this.file = file;
        this.texts = texts;
        next = start + (long)quiet.TotalMilliseconds;
    }

    /// <summary>To be called for each packet.</summary>
    public void Show()
    {
        if (!isTerminal || file.Packets % Every != 0 || Environment.TickCount64 < next)
        {
            return;
        }

        next = Environment.TickCount64 + (long)interval.TotalMilliseconds;
        shown = true;
        var part = file.FileLength == 0 ? 0 : Math.Min(1, (double)file.FilePosition / file.FileLength);
        var done = (int)(part * Width);
        Console.Error.Write(
            $"{ClearLine}[{new string('#', done)}{new string(' ', Width - done)}] {Texts.Fill(texts.Progress, (int)(part * 100), file.Packets)}");
    }

    /// <summary>Takes the bar off the terminal.</summary>
    public void Dispose()
    {
        if (shown)
        {
            Console.Error.Write(ClearLine);
        }
    }
}
