// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Each byte counts once, however often and in whatever segments it is sent.</summary>
public sealed class TcpRetransmissionTests : TcpTest
{
    [Theory, EveryRoute]
    public void Segments_sent_twice_count_once(Route route)
    {
        AssertSameAsInOrder(route, (connection, all) => Deliver(connection, [.. all.SelectMany(segment => (Segment[])[segment, segment])]));
        Assert.Equal(2 * Pieces, Kernel.Counter(Counter.Retransmitted));
    }

    [Theory, EveryRoute]
    public void A_message_sent_again_as_a_whole_counts_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) => Deliver(connection, [.. all, .. all]));

    [Theory, EveryRoute]
    public void A_message_sent_again_in_one_segment_counts_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) => Deliver(connection, [.. all, Join(all)]));

    [Theory, EveryRoute]
    public void A_message_sent_again_in_other_segments_counts_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) =>
        {
            var again = Join(all);
            var third = again.Payload.Length / 3;
            Deliver(connection, [.. all, again.Until(third), again.From(third).Until(third), again.From(2 * third)]);
        });

    [Theory, EveryRoute]
    public void A_larger_segment_over_one_that_came_brings_only_what_is_new(Route route) =>
        AssertSameAsInOrder(route, (connection, all) => Deliver(connection, all[0], Join(all[0], all[1]), Join(all)));

    [Theory, EveryRoute]
    public void A_segment_that_overlaps_the_one_before_brings_only_what_is_new(Route route) =>
        AssertSameAsInOrder(route, (connection, all) =>
        {
            Deliver(connection, all[0]);
            for (var i = 1; i < all.Length; i++)
            {
                connection.Deliver(Join(all[i - 1], all[i]).From(all[i - 1].Payload.Length / 2));
            }
        });

    [Theory, EveryRoute]
    public void A_segment_that_was_lost_and_sent_again_counts_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) => Deliver(connection, all[0], all[2], all[3], all[1]));

    [Theory, EveryRoute]
    public void Segments_sent_again_while_a_hole_is_open_count_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) => Deliver(
            connection, all[0], all[2], all[2], all[3], all[0], all[2], all[3], all[1], all[1], all[2], all[3]));

    [Theory, EveryRoute]
    public void A_hole_that_is_filled_with_more_than_it_lacked_counts_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) => Deliver(connection, all[0], all[2], Join(all), all[3]));

    [Theory, EveryRoute]
    public void A_hole_that_is_filled_in_parts_counts_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) =>
        {
            var half = all[1].Payload.Length / 2;
            Deliver(connection, all[0], all[3], all[2], all[1].From(half), all[1].Until(half));
        });

    [Theory, EveryRoute]
    public void Overlapping_segments_behind_a_hole_count_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) =>
        {
            var rest = Join(all[1], all[2], all[3]);
            var half = all[1].Payload.Length / 2;
            Deliver(connection, all[0], rest.From(half), all[2], Join(all[2], all[3]), all[3], rest.From(1), all[1]);
        });

    [Theory, EveryRoute]
    public void Every_byte_lost_once_counts_once(Route route) =>
        AssertSameAsInOrder(route, (connection, all) =>
        {
            var whole = Join(all);
            for (var i = 1; i < whole.Payload.Length; i += 2)
            {
                Deliver(connection, whole.From(i).Until(1), whole.From(i - 1).Until(1));
            }

            connection.Deliver(whole);
        });

    [Theory, EveryRoute]
    public void A_keepalive_probe_with_an_old_byte_is_nothing(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.Ok());
        var probe = connection.ClientSegment("") with { Payload = new byte[1] };
        connection.Deliver(probe with { Sequence = probe.Sequence - 1 });
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2, 0), Exchanges(route));
        Assert.Equal(1, Kernel.Counter(Counter.Retransmitted));
    }
}
