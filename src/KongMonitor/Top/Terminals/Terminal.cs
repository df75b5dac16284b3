// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using System.Text;
using KongMonitor.Output;
using KongMonitor.Top.Screen;
using Spectre.Console;

namespace KongMonitor.Top.Terminals;

/// <summary>
/// The terminal while top has it: the alternate screen, keys as they are pressed, no cursor, no wrapped lines. However it ends,
/// the terminal is left as it was.
/// </summary>
sealed class Terminal : IDisposable
{
    const string NoWrap = "\e[?7l";
    const string Wrap = "\e[?7h";
    readonly Lock gate = new();
    readonly StandardOutput output = new();
    readonly TerminalMode mode = new();
    readonly TerminalInput input = new();
    readonly AnsiCapabilities capabilities = Capabilities();
    readonly PosixSignalRegistration[] signals;
    readonly CancellationTokenRegistration stopping;
    bool isOurs;

    /// <param name="stop">A signal came: the terminal is given back at once, whatever the process does then.</param>
    public Terminal(CancellationToken stop)
    {
        Enter();
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => input.Wake()),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, Return),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => Leave()),
        ];
        stopping = stop.Register(() =>
        {
            Leave();
            input.Wake();
        });
    }

    /// <summary>Whether there is one that a screen can be drawn on, and keys come from.</summary>
    public static bool IsThere =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    public static ScreenSize Size => TerminalSize.Get();

    /// <summary>Counts how often the screen was taken: what was drawn before is gone.</summary>
    public int Turn { get; private set; }

    /// <summary>Reads what was typed, or waits for it. 0: nothing; -1: the terminal is gone.</summary>
    public int Read(Span<byte> buffer, TimeSpan patience) => input.Read(buffer, patience);

    /// <summary>Writes in one piece what an action writes.</summary>
    public void Write(Action<AnsiWriter, TextWriter> draw)
    {
        var text = Compose(draw);
        lock (gate)
        {
            if (isOurs)
            {
                output.Write(text);
            }
        }
    }

    public void Dispose()
    {
        stopping.Dispose();
        Array.ForEach(signals, signal => signal.Dispose());
        Leave();
        input.Dispose();
    }

    void Enter()
    {
        lock (gate)
        {
            mode.MakeRaw();
            output.Write(Compose((ansi, text) =>
            {
                ansi.EnterAltScreen();
                ansi.HideCursor();
                text.Write(NoWrap);
                ansi.EraseInDisplay(2);
            }));
            isOurs = true;
            Turn++;
        }
    }

    // After a stop (SIGSTOP cannot be prepared for) whoever had the terminal meanwhile may have changed it.
    void Return(PosixSignalContext signal)
    {
        // Else .NET would set the terminal to the mode that it found at the start.
        signal.Cancel = true;
        lock (gate)
        {
            if (!isOurs)
            {
                return;
            }
        }

        Enter();
        input.Wake();
    }

    void Leave()
    {
        lock (gate)
        {
            if (!isOurs)
            {
                return;
            }

            isOurs = false;
            try
            {
                output.Write(Compose((ansi, text) =>
                {
                    ansi.ResetStyle();
                    text.Write(Wrap);
                    ansi.ShowCursor();
                    ansi.ExitAltScreen();
                }));
            }
            catch (IOException)
            {
                // The terminal is gone; its mode may be another process's.
            }

            mode.Restore();
        }
    }

    byte[] Compose(Action<AnsiWriter, TextWriter> draw)
    {
        using var text = new StringWriter();
        draw(new(text, capabilities), text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Every terminal with a screen has the sixteen colours; who wants none says so (no-color.org).
    static AnsiCapabilities Capabilities() => new()
    {
        Ansi = true,
        AlternateBuffer = true,
        ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is null or "" ? ColorSystem.Standard : ColorSystem.NoColors,
    };
}
