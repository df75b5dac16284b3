// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>All that was counted and reported but ends and times, as text: equal if the exchanges were the same.</summary>
static class Summary
{
    public static string Of(Kernel kernel)
    {
        var text = new StringBuilder();
        text.AppendLine($"downstream: {kernel.Leg(Leg.Downstream)}");
        text.AppendLine($"upstream: {kernel.Leg(Leg.Upstream)}");
        Append(text, "endpoint", kernel.Endpoints());
        Append(text, "folded", kernel.Folded());
        Append(text, "other", kernel.Others());
        Append(text, "connection", kernel.Connections());
        Append(text, "event", kernel.Events());
        text.AppendLine($"in flight: {kernel.InFlight().Count}");
        return text.ToString();
    }

    static void Append<T>(StringBuilder text, string kind, IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            text.AppendLine($"{kind}: {row}");
        }
    }
}
