// SPDX-License-Identifier: MIT
using CsCheck;

namespace KongMonitor.KernelTests;

/// <summary>Any sequence of messages, cut anywhere, is the same exchanges as the same sequence in one piece.</summary>
public sealed class PropertyTests : KernelTest
{
    const int Samples = 400;

    [Theory, EveryRoute]
    public void Exchanges_one_after_the_other_do_not_depend_on_segmentation(Route route) =>
        Conversations.Generate().Sample(
            conversation =>
            {
                var whole = Summarize(route, connection => Take(connection, conversation, cut: false));
                var cut = Summarize(route, connection => Take(connection, conversation, cut: true));
                AssertCounts(route, conversation);
                Assert.Equal(whole, cut);
            },
            iter: Samples,
            threads: 1);

    [Theory, EveryRoute]
    public void Pipelined_exchanges_do_not_depend_on_segmentation(Route route) =>
        Conversations.Generate().Sample(
            conversation =>
            {
                var whole = Summarize(route, connection => Pipeline(connection, conversation, cut: false));
                var cut = Summarize(route, connection => Pipeline(connection, conversation, cut: true));
                AssertCounts(route, conversation);
                Assert.Equal(whole, cut);
            },
            iter: Samples,
            threads: 1);

    [Theory, EveryRoute]
    public void Whatever_bytes_come_the_identities_hold(Route route) =>
        Gen.Select(Conversations.Generate(), Gen.Int[0, 400], Gen.Byte.Array[1, 40], Gen.Bool).Sample(
            (conversation, position, garbage, toServer) =>
            {
                Summarize(route, connection =>
                {
                    connection.ClientSends(Spoil(conversation.Requests, position, garbage, toServer), conversation.Cuts(true));
                    connection.ServerSends(Spoil(conversation.Responses, position, garbage, !toServer), conversation.Cuts(false));
                });
                Identities.CheckLeg(Kernel, route.Leg);
                Assert.Equal(0, Leg(route).InFlight);
            },
            iter: Samples,
            threads: 1);

    static void Take(Connection connection, Conversation conversation, bool cut)
    {
        foreach (var exchange in conversation.Exchanges)
        {
            connection.ClientSends(exchange.Request, cut ? exchange.RequestCuts : []);
            connection.ServerSends(exchange.Response, cut ? exchange.ResponseCuts : []);
        }
    }

    static void Pipeline(Connection connection, Conversation conversation, bool cut)
    {
        connection.ClientSends(conversation.Requests, cut ? conversation.Cuts(true) : []);
        connection.ServerSends(conversation.Responses, cut ? conversation.Cuts(false) : []);
    }

    static string Spoil(string text, int position, byte[] garbage, bool spoil)
    {
        position = Math.Min(position, text.Length);
        return spoil ? text[..position] + string.Concat(garbage.Select(b => (char)b)) + text[position..] : text;
    }

    string Summarize(Route route, Action<Connection> act)
    {
        Kernel.Clear();
        var connection = Open(route);
        act(connection);
        connection.Close();
        return Summary.Of(Kernel);
    }

    void AssertCounts(Route route, Conversation conversation)
    {
        var count = conversation.Exchanges.Count;
        Assert.Equal((count, count, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight, Leg(route).Unmatched));
        Assert.Equal((conversation.Requests.Length, conversation.Responses.Length), (Leg(route).BytesSent, Leg(route).BytesReceived));
        AssertRowsHoldAllBytes(route);
    }
}
