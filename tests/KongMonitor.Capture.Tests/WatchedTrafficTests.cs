// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;

namespace KongMonitor.CaptureTests;

public sealed class WatchedTrafficTests
{
    [Theory]
    [InlineData("8000,8001", "8000,8001", false)]
    [InlineData("8000", "8000,8001", false)]
    [InlineData("8000,8001", "8000", true)]
    [InlineData("8000", "8001", true)]
    [InlineData("8000", "all", false)]
    [InlineData("all", "8000", true)]
    [InlineData("all", "all", false)]
    [InlineData("8000 upstream", "8000", true)]
    [InlineData("8000", "8000 upstream", false)]
    [InlineData("8000 upstream", "8000,9000 upstream", false)]
    [InlineData("8000 upstream", "all", true)]
    public void Less_is_followed_when_something_that_was_is_not_any_more(string before, string now, bool less) =>
        Assert.Equal(less, WatchedTraffic.IsLess(Config(before), Config(now)));

    static MonitorConfig Config(string text)
    {
        var words = text.Split(' ');
        var config = new MonitorConfig { Upstream = words.Contains("upstream") ? (byte)1 : (byte)0, AllPorts = words[0] == "all" ? (byte)1 : (byte)0 };
        foreach (var port in words[0].Split(',').Where(word => word != "all").Select(int.Parse))
        {
            config.Ports.AsSpan()[port >> 3] |= (byte)(1 << (port & 7));
        }

        return config;
    }
}
