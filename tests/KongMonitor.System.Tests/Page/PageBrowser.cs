// SPDX-License-Identifier: MIT
using System.Collections;
using KongMonitor.SystemTests.Support;
using Microsoft.Playwright;

namespace KongMonitor.SystemTests.Page;

/// <summary>
/// A Chromium at the lab's client, for the tests of a class. Beside the monitor it would drop what it fetches each time a program
/// is attached, since it takes that for a change of its network.
/// </summary>
public sealed class PageBrowser(Lab lab) : IAsyncLifetime
{
    // Without these it asks its maker's hosts all the time, and there is no network here.
    static readonly string[] arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!Lab.IsPossible)
        {
            return;
        }

        // An address that becomes usable is a change of the network, too.
        await Until.True(() => Command.RunIn(lab.Client, "ip", "address", "show", "tentative").Length == 0, () => "the client's addresses are settled");
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        environment["KONG_MONITOR_NAMESPACE"] = lab.Client;
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path.Combine(Repository.Root, "tests", "KongMonitor.System.Tests", "Page", "chromium.sh"),
            Args = arguments,
            Env = environment,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
