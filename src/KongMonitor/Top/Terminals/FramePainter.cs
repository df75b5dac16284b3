// SPDX-License-Identifier: MIT
using KongMonitor.Top.Screen;
using Spectre.Console;

namespace KongMonitor.Top.Terminals;

/// <summary>Draws a frame over the one before: the lines that differ, in one write, and nothing where nothing does.</summary>
sealed class FramePainter(Terminal terminal)
{
    Frame? shown;
    int turn;

    /// <summary>The next frame is drawn whole.</summary>
    public void Forget() => shown = null;

    public void Paint(Frame frame)
    {
        if (turn != terminal.Turn || shown?.Size != frame.Size)
        {
            Forget();
            turn = terminal.Turn;
        }

        if (shown is not null && shown.Equals(frame))
        {
            return;
        }

        terminal.Write((ansi, _) => Draw(ansi, frame));
        shown = frame;
    }

    void Draw(AnsiWriter ansi, Frame frame)
    {
        ansi.HideCursor();
        for (var i = 0; i < frame.Lines.Length; i++)
        {
            if (shown is null || !shown.Lines[i].Equals(frame.Lines[i]))
            {
                Draw(ansi, frame.Lines[i], i);
            }
        }

        if (frame.Cursor is { } cursor)
        {
            ansi.CursorPosition(cursor.Line + 1, cursor.Column + 1);
            ansi.ShowCursor();
        }
    }

    // Erased first, since after its last cell the cursor of a full line stays on it.
    static void Draw(AnsiWriter ansi, ScreenLine line, int index)
    {
        ansi.CursorPosition(index + 1, 1);
        ansi.EraseInLine(0);
        foreach (var piece in line.Pieces)
        {
            ansi.Write(piece.Text, piece.Style);
        }
    }
}
