// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>The exchanges of one connection in order.</summary>
sealed record Conversation(IReadOnlyList<GeneratedExchange> Exchanges)
{
    public string Requests => string.Concat(Exchanges.Select(e => e.Request));

    public string Responses => string.Concat(Exchanges.Select(e => e.Response));

    /// <summary>The cuts of all requests, or of all responses, as places in the whole; messages meet inside of segments.</summary>
    public int[] Cuts(bool requests)
    {
        var cuts = new List<int>();
        var start = 0;
        foreach (var exchange in Exchanges)
        {
            cuts.AddRange((requests ? exchange.RequestCuts : exchange.ResponseCuts).Select(cut => start + cut));
            start += (requests ? exchange.Request : exchange.Response).Length;
        }

        return [.. cuts];
    }

    public override string ToString() => string.Join("\n\n", Exchanges.Select(e =>
        $"{e.Request}\ncut at {string.Join(' ', e.RequestCuts)}\n---\n{e.Response}\ncut at {string.Join(' ', e.ResponseCuts)}"));
}
