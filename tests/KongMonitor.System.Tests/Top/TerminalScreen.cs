// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Top;

/// <summary>The monitor's top in a real terminal: a tmux of its own, whose shell notes the terminal's mode before and after.</summary>
sealed class TerminalScreen : IAsyncDisposable
{
    const string EndMark = "top ended with ";
    static int screens;
    readonly string folder;
    readonly string socket;

    TerminalScreen(string folder)
    {
        this.folder = folder;
        socket = Path.Combine(folder, "tmux");
    }

    /// <summary>What the shell under it notes: stty -g before and after.</summary>
    public (string Before, string After) Modes => (Read("before"), Read("after"));

    /// <summary>All bytes that were written to the terminal.</summary>
    public string Written => Read("written");

    public int Id => int.Parse(Read("pid"), CultureInfo.InvariantCulture);

    public string Text => Tmux("capture-pane", "-p", "-t", "top");

    public string[] Lines => [.. Text.Split('\n').Select(line => line.TrimEnd())];

    public bool HasAlternateScreen => Flag("alternate_on") == "1";

    public bool HasCursor => Flag("cursor_flag") == "1";

    /// <summary>Starts top in a namespace, on a terminal of that size.</summary>
    public static TerminalScreen Start(Lab lab, int width, int height, params string[] options)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.State, $"screen-{Interlocked.Increment(ref screens)}")).FullName;
        var screen = new TerminalScreen(folder);
        string[] language = options.Contains("--lang") ? [] : ["--lang", "en"];
        string[] pins = options.Contains("--bpffs") ? [] : ["--no-pin"];
        var arguments = string.Join(' ', ((string[])["--interface", "eth0", .. language, .. pins, .. options]).Select(argument => $"'{argument}'"));
        File.WriteAllText(Path.Combine(folder, "run"), $"""
            cd {folder}
            stty -g > before
            echo 'what was there'
            nsenter --net=/run/netns/{lab.Gateway} sh -c 'echo $$ > pid; exec "$@"' sh '{Repository.Monitor}' top {arguments}
            echo {EndMark}$?
            stty -g > after
            exec cat
            """);
        Command.Run("env", "LC_ALL=C.UTF-8", "tmux", "-f", "/dev/null", "-S", screen.socket, "new-session", "-d", "-s", "top",
            "-x", $"{width}", "-y", $"{height}", $"sh {folder}/run");
        screen.Tmux("set-option", "-g", "status", "off");
        screen.Tmux("resize-window", "-t", "top", "-x", $"{width}", "-y", $"{height}");
        screen.Tmux("pipe-pane", "-t", "top", $"cat > {folder}/written");
        return screen;
    }

    /// <summary>It has drawn its table.</summary>
    public async Task<TerminalScreen> Drawn(string sign = "req/s")
    {
        await Shows(sign);
        return this;
    }

    public Task Shows(params string[] texts) =>
        Until.True(() => texts.All(Text.Contains), () => $"the screen shows {string.Join(" and ", texts)}:\n{Text}", 30);

    public Task ShowsNot(string text) => Until.True(() => !Text.Contains(text, StringComparison.Ordinal), () => $"the screen no longer shows {text}:\n{Text}", 30);

    /// <summary>The line of the row that begins with a name.</summary>
    public string[] Row(string name) => Lines.Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public void Type(string text) => Tmux("send-keys", "-t", "top", "-l", text);

    /// <summary>Keys by tmux's names: Up, PageDown, Enter, Escape, C-c.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", "-t", "top", .. keys]);

    public void Resize(int width, int height) => Tmux("resize-window", "-t", "top", "-x", $"{width}", "-y", $"{height}");

    /// <summary>It has ended; returns its exit code as the shell saw it.</summary>
    public async Task<int> Ended()
    {
        await Until.True(() => File.Exists(Path.Combine(folder, "after")) && Read("after").Length > 0, () => $"top ends:\n{Text}", 30);
        await Shows(EndMark);
        return int.Parse(Lines.Last(line => line.StartsWith(EndMark, StringComparison.Ordinal))[EndMark.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Ends top if it runs, and the terminal.</summary>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(folder, "pid")) && !File.Exists(Path.Combine(folder, "after")))
        {
            Native.kill(Id, Native.SIGTERM);
            await Until.True(() => !Directory.Exists($"/proc/{Id}"), () => "top ends by SIGTERM");
        }

        Command.Try("tmux", "-S", socket, "kill-server");
    }

    string Flag(string name) => Tmux("display-message", "-p", "-t", "top", $"#{{{name}}}").Trim();

    string Read(string file) => File.ReadAllText(Path.Combine(folder, file)).TrimEnd('\n');

    string Tmux(params string[] arguments) => Command.Run("env", ["LC_ALL=C.UTF-8", "tmux", "-S", socket, .. arguments]);
}
