// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Rates;
using KongMonitor.CoreTests.Rates;
using KongMonitor.Language;
using KongMonitor.Top;
using KongMonitor.Top.Input;
using KongMonitor.Top.Screen;

namespace KongMonitor.CoreTests.Top;

/// <summary>A screen without a terminal.</summary>
sealed class Screens(Texts texts)
{
    readonly TopScreen screen = new(texts, TimeZoneInfo.Utc);

    public static Screens English => new(Texts.English);

    public TopState State { get; set; } = new();

    public TopData Data { get; set; } = Busy();

    public ScreenSize Size { get; set; } = new(80, 24);

    public Frame Frame => screen.Render(State, Data, Size);

    public string[] Lines => [.. Frame.Lines.Select(line => line.Text.TrimEnd())];

    public string Text => string.Join('\n', Lines);

    /// <summary>Names of the rows, as far as they are shown.</summary>
    public string[] Rows => [.. Lines.SkipWhile(line => !line.StartsWith("name", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.Length > 0 && !line.StartsWith("l leg", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];

    public Screens Press(params IEnumerable<KeyKind> keys)
    {
        foreach (var key in keys)
        {
            State = TopKeys.Press(State, new(key), Frame);
        }

        return this;
    }

    public Screens Type(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            State = TopKeys.Press(State, new(KeyKind.Text, rune), Frame);
        }

        return this;
    }

    public static TopData Busy(string filter = "")
    {
        var before = TwoReadings.First(Fill(1), filter);
        var now = TwoReadings.Second(Fill(3), filter);
        return new(now, Interval.Between(before, now), CountOwner.Self);
    }

    public static TopData Of(Action<KernelReading> fill) => new(TwoReadings.Second(fill), null, CountOwner.Self);

    static Action<KernelReading> Fill(ulong times) => reading =>
    {
        reading.Counters[(int)Counter.FlowsOpened] = 1;
        reading.AddLeg(60 * times, 50 * times, 5 * times, 600 * times, 1200 * times);
        reading.Add("/users", 10 * times);
        reading.Add("/orders", 20 * times);
        reading.Add("/broken", 5 * times, status: 503, bucket: 20);
        reading.Add("/slow", 1, bucket: 30);
    };
}
