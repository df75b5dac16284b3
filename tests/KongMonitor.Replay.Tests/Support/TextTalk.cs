// SPDX-License-Identifier: MIT
namespace KongMonitor.ReplayTests.Support;

/// <summary>The packets of a conversation of tests/corpus.</summary>
static class TextTalk
{
    const int Piece = 7; // bytes of a segment that may overtake another

    public static IEnumerable<Packet> Packets(TextConversation conversation, string client, string server, Delivery delivery)
    {
        var talk = new Talk(client, server).Open();
        foreach (var step in conversation.Steps)
        {
            Do(talk, step, delivery);
        }

        var steps = conversation.Steps;
        foreach (var side in steps.Exists(step => step.Act == TextAct.Resets) ? [] : new[] { true, false })
        {
            if (!steps.Exists(step => step.Act == TextAct.Closes && step.FromClient == side))
            {
                talk.Finish(side);
            }
        }

        return delivery == Delivery.EverySegmentDoubled ? talk.Packets.SelectMany(packet => new[] { packet, packet }) : talk.Packets;
    }

    static void Do(Talk talk, TextStep step, Delivery delivery)
    {
        switch (step.Act)
        {
            case TextAct.Closes:
                talk.Finish(step.FromClient);
                break;
            case TextAct.Resets:
                talk.Reset(step.FromClient);
                break;
            default:
                Send(talk, step, delivery);
                break;
        }
    }

    static void Send(Talk talk, TextStep step, Delivery delivery)
    {
        var size = delivery switch
        {
            Delivery.ByteByByte => 1,
            Delivery.NeighboursSwapped => Piece,
            _ => step.Text.Length,
        };
        var first = talk.Packets.Count;
        foreach (var piece in step.Text.Chunk(size))
        {
            _ = step.FromClient ? talk.Client(new(piece)) : talk.Server(new(piece));
        }

        for (var i = first; delivery == Delivery.NeighboursSwapped && i + 1 < talk.Packets.Count; i += 2)
        {
            var (one, two) = (talk.Packets[i], talk.Packets[i + 1]);
            talk.Packets[i] = one with { Ip = two.Ip };
            talk.Packets[i + 1] = two with { Ip = one.Ip };
        }
    }
}
