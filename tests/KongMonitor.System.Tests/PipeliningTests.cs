// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class PipeliningTests(Lab lab) : SystemTest(lab)
{
    const int Depth = 32;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Thirty_two_requests_in_flight_in_any_segmentation_are_matched(int seed)
    {
        var random = new Random(seed);
        await using var monitor = await StartMonitor();
        using var client = Connect();
        for (var round = 0; round < 10; round++)
        {
            var requests = Enumerable.Range(0, Depth).Select(i => Any(random, $"{round}/{i}")).ToArray();
            var length = requests.Sum(request => request.Bytes.Length);
            var cuts = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(1, length)).Distinct().Order();
            client.SendPipelined(requests, [.. cuts]);
            for (var i = 0; i < Depth; i++)
            {
                client.Receive();
            }
        }

        await Compare(monitor);
    }

    static Request Any(Random random, string name) => random.Next(6) switch
    {
        0 => Request.Of("HEAD", $"/static/hello.txt?{name}"),
        1 => Request.WithBody("POST", $"/upload/{name}", new string('b', random.Next(0, 2000))),
        2 => Request.Chunked("PUT", $"/upload/{name}", [new string('c', random.Next(1, 50)), "GET / HTTP/1.1\r\n"]),
        3 => Request.Get($"/chunked/text.txt?{name}"),
        4 => Request.Get($"/direct/404/{name}"),
        _ => Request.Get($"/proxied/{name}", "X-Padding: " + new string('p', random.Next(300))),
    };
}
