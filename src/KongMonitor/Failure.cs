// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Capture.Pins;
using KongMonitor.Core;
using KongMonitor.Language;
using KongMonitor.Otlp;
using LibBpf;

namespace KongMonitor;

/// <summary>What goes wrong becomes one line on standard error, never a stack trace.</summary>
static class Failure
{
    public const int Run = 1;
    public const int BadValue = 2;

    /// <summary>Writes the line. It may repeat what the user or another program gave, so it is shown like text from the network.</summary>
    public static void Say(string line) => Write($"kong-ebpf-monitor: {WireText.Show(line)}");

    static void Write(string shown)
    {
        try
        {
            Console.Error.WriteLine(shown);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed or full: the exit code says it alone.
        }
    }

    /// <summary>Explains it on one line, or points at the word of a filter on two more.</summary>
    public static void Say(Exception failure, Texts texts)
    {
        Say(Explain(failure, texts));
        if (failure is BadFilterException { Pointed: var (text, marks) })
        {
            Write($"  {text}\n  {marks}");
        }
    }

    public static int ExitCode(Exception failure) =>
        failure is BadValueException or BadCaptureException or NoBpfFileSystemException or BadOtlpSettingException ? BadValue : Run;

    public static string Explain(Exception failure, Texts texts) => failure switch
    {
        BadOtlpSettingException bad => texts.Otlp.Explain(bad),
        AlreadyRunningException running => Texts.Fill(texts.AlreadyRunning, running.Holder),
        UnreadableMonitorException { HasOtherLayout: true } other => Texts.Fill(texts.Top.OtherLayout, other.Holder),
        UnreadableMonitorException unreadable => Texts.Fill(texts.Top.NotPinned, unreadable.Holder),
        NoBpfFileSystemException { Place: { } place } => Texts.Fill(texts.NotBpffs, place),
        NoBpfFileSystemException => texts.NoBpffs,
        PinException pin => Texts.Fill(texts.CannotPin, pin.PinPath, pin.Reason),
        EarlierRunException earlier => Texts.Fill(texts.EarlierRun, earlier.PinPath),
        XdpTakenException { IsOwn: true } own => Texts.Fill(texts.XdpOwn, own.InterfaceName, own.Program),
        XdpTakenException taken => Texts.Fill(texts.XdpTaken, taken.InterfaceName, taken.Program),
        CaptureException or BpfException or LibBpfMissingException or BadValueException => failure.Message,
        IOException or UnauthorizedAccessException => Texts.Fill(texts.OutputFailed, failure.Message),
        _ => Texts.Fill(texts.Unexpected, $"{failure.GetType().Name}: {failure.Message}"),
    };
}
