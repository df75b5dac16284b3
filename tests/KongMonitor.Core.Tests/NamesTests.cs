// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Language;

namespace KongMonitor.CoreTests;

public sealed class NamesTests
{
    [Fact]
    public void Methods_have_the_names_of_HTTP() => Assert.Equal(
        ["OTHER", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "CONNECT", "TRACE", "OTHER"],
        Enumerable.Range(0, 11).Select(method => Names.Method((byte)method)));

    [Fact]
    public void A_lost_method_is_unknown() => Assert.Equal("(unknown)", Names.Method((byte)HttpMethod.Unknown));

    [Fact]
    public void Reasons_are_written_with_underscores()
    {
        Assert.Equal("downstream", Names.Of(Leg.Downstream));
        Assert.Equal("ring_full", Names.Of(Loss.RingFull));
        Assert.Equal("inflight_full", Names.Of(Loss.InflightFull));
        Assert.Equal("reset_by_client", Names.Of(UnansweredReason.ResetByClient));
        Assert.Equal("hold_full", Names.Of(DesyncReason.HoldFull));
        Assert.Equal("http2", Names.Of(NotHttp.Http2));
    }

    [Fact]
    public void Every_loss_is_explained_in_both_languages()
    {
        var losses = Enumerable.Range(0, (int)Loss.Count).Select(loss => Names.Of((Loss)loss)).Append(Names.OutputFull);
        Assert.All(losses, loss =>
        {
            Assert.Contains(loss, Texts.Korean.LossReasons);
            Assert.Contains(loss, Texts.English.LossReasons);
        });
    }
}
