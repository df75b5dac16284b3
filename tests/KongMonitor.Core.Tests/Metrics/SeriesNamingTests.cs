// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core.Metrics;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Metrics;

public sealed class SeriesNamingTests
{
    readonly SeriesNaming naming = new(new() { Limit = 2 });

    [Fact]
    public void Nothing_is_decided_before_rows_were_seen() => Assert.False(naming.IsDecided(Wire.Endpoint(200, path: "/a")));

    [Fact]
    public void A_series_with_a_name_is_decided_and_an_unknown_one_is_not_as_long_as_there_are_names()
    {
        naming.Add(Wire.Endpoint(200, path: "/a/1"), order: 1);
        naming.Add(Wire.Endpoint(200, path: "/a/2"), order: 2);
        naming.Decide();
        Assert.Equal((true, false), (Decided("/a/{id}"), Decided("/b")));
        Assert.True(naming.IsNamed(Wire.Endpoint(200, path: "/a/{id}")));
    }

    [Fact]
    public void Once_all_names_are_given_every_series_of_that_leg_is_decided()
    {
        naming.Add(Wire.Endpoint(200, path: "/a"), order: 1);
        naming.Add(Wire.Endpoint(404, path: "/a"), order: 2);
        naming.Add(Wire.Endpoint(200, path: "/a", leg: Leg.Upstream), order: 3);
        naming.Decide();
        Assert.Equal((true, false), (Decided("/b"), Decided("/b", Leg.Upstream)));
        Assert.False(naming.IsNamed(Wire.Endpoint(200, path: "/b")));
    }

    [Fact]
    public void What_could_not_be_followed_is_in_no_series_whatever_rows_there_are()
    {
        var desynced = Wire.Endpoint((ushort)ExchangeStatus.Desynced);
        Assert.Equal((true, false), (naming.IsDecided(desynced), naming.IsNamed(desynced)));
    }

    bool Decided(string path, Leg leg = Leg.Downstream) => naming.IsDecided(Wire.Endpoint(200, path: path, leg: leg));
}
