// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>Exchanges out of the monitor's events: on a connection an answer belongs to its oldest request.</summary>
static class EventPairs
{
    public static List<Exchange> Of(IEnumerable<EventLine> events, string leg)
    {
        var waiting = new Dictionary<(string Client, string Server), Queue<EventLine>>();
        var exchanges = new List<Exchange>();
        foreach (var line in events.Where(line => line.Leg == leg))
        {
            if (line.Type == "request")
            {
                Assert.Equal(0, line.Status);
                var connection = (line.Src, line.Dst);
                waiting.TryAdd(connection, new Queue<EventLine>());
                waiting[connection].Enqueue(line);
                continue;
            }

            Assert.Equal(line.Status is 0 or >= 400 ? "error" : "response", line.Type);
            Assert.True(waiting.TryGetValue((line.Dst, line.Src), out var requests) && requests.Count > 0, $"no request event before {line}");
            exchanges.Add(Pair(requests.Dequeue(), line));
        }

        return exchanges;
    }

    static Exchange Pair(EventLine request, EventLine answer)
    {
        Assert.Equal((request.Method, request.Domain, request.Path), (answer.Method, answer.Domain, answer.Path));
        return new Exchange(request.Src, request.Method, request.Domain, request.Path, answer.Status, request.Bytes, answer.Bytes);
    }
}
