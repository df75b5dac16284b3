// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Errors are 4xx, 5xx and unanswered.</summary>
public sealed class StatusTests : KernelTest
{
    [Theory]
    [EveryRoute(200, false), EveryRoute(301, false), EveryRoute(399, false)]
    [EveryRoute(400, true), EveryRoute(404, true), EveryRoute(499, true), EveryRoute(500, true), EveryRoute(503, true)]
    [EveryRoute(999, true)]
    public void A_status_of_400_and_above_is_an_error(Route route, int status, bool error)
    {
        Exchange(route, Message.Get(), Message.Response($"{status} x", "body"));
        Assert.Equal((1, error ? 1 : 0), (Leg(route).Responses, Leg(route).Errors));
        Assert.Equal((status, 1), (Endpoint().Status, Endpoint().Exchanges));
        Assert.Equal(error ? 1 : 0, Assert.Single(Kernel.Connections()).Errors);
    }

    [Theory, EveryRoute(399, EventType.Response), EveryRoute(400, EventType.Error), EveryRoute(500, EventType.Error)]
    public void The_event_of_an_error_replaces_that_of_a_response(Route route, int status, EventType type)
    {
        Exchange(route, Message.Get(), Message.Response($"{status} x", "body"));
        var events = Kernel.Events();
        Assert.Equal([EventType.Request, type], events.Select(e => e.Type));
        Assert.Equal(status, events[1].Status);
    }
}
