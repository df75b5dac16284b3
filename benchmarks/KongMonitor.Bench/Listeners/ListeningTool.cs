// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Listeners;

/// <summary>A program that shows HTTP as it passes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command">How it is told to write lines at once.</param>
/// <param name="IsMessage">Whether a line of its output is a request or a response.</param>
sealed record ListeningTool(string Name, string Command, Func<string, bool> IsMessage)
{
    const string Port = "'tcp port 8000'";

    public static IReadOnlyList<ListeningTool> All { get; } =
    [
        new("httpry", $"httpry -q -i {Lab.Interface} {Port}", line => line.Contains("HTTP/1.", StringComparison.Ordinal)),
        new(
            "tshark",
            $"tshark -Q -l -n -i {Lab.Interface} -f {Port} -d tcp.port==8000,http -Y http -T fields -e ip.src -e http.host"
            + " -e http.request.method -e http.request.uri -e http.response.code",
            line => line.Length > 0),
    ];
}
