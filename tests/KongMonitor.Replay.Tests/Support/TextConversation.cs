// SPDX-License-Identifier: MIT
namespace KongMonitor.ReplayTests.Support;

/// <summary>A conversation of tests/corpus, and what must come out.</summary>
sealed record TextConversation(string Title)
{
    public List<TextStep> Steps { get; } = [];

    /// <summary>The exchanges, as <see cref="TextRow"/> writes them.</summary>
    public List<string> Exchanges { get; } = [];

    /// <summary>What counts beside exchanges: unmatched, or a kind of not_http.</summary>
    public List<string> Counts { get; } = [];

    /// <summary>How it is cut decides what can be found.</summary>
    public bool WholeTurnsOnly { get; set; }

    public void Sends(bool client, string text)
    {
        if (Steps.Count > 0 && Steps[^1] is { Act: TextAct.Sends } last && last.FromClient == client)
        {
            Steps[^1] = last with { Text = last.Text + text };
            return;
        }

        Steps.Add(new(client, TextAct.Sends, text));
    }
}
