// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>
/// A test of the kernel's programs. Each test has a kernel of its own with all counts at zero. Behind each test the identities
/// of architecture.md are checked, and that nothing was lost but what the test allows.
/// </summary>
public abstract class KernelTest : IDisposable
{
    readonly HashSet<Loss> allowedLosses = [];
    KernelOptions options = KernelOptions.Default;
    Kernel? kernel;

    /// <summary>Loaded when first used.</summary>
    protected Kernel Kernel => kernel ??= KernelPool.Rent(options);

    /// <summary>Other options than the default; before the kernel is used.</summary>
    protected void Configure(KernelOptions value)
    {
        Assert.Null(kernel);
        options = value;
    }

    /// <summary>Losses that this test brings about.</summary>
    protected void AllowLoss(params ReadOnlySpan<Loss> reasons)
    {
        foreach (var reason in reasons)
        {
            allowedLosses.Add(reason);
        }
    }

    /// <summary>A new connection, its handshake done.</summary>
    protected Connection Open(Route route = Route.DownstreamXdp, bool ipv6 = false) => new Connection(Kernel, route, ipv6).Open();

    protected LegCounts Leg(Route route) => Kernel.Leg(route.Leg);

    /// <summary>The only row of endpoint_map.</summary>
    protected EndpointRow Endpoint() => Assert.Single(Kernel.Endpoints());

    /// <summary>One exchange on a new connection: its request and response in one packet each, or in several.</summary>
    protected Connection Exchange(Route route, string request, string response)
    {
        var connection = Open(route);
        connection.ClientSends(request);
        connection.ServerSends(response);
        return connection;
    }

    /// <summary>All bytes that the totals have are also in the rows of endpoints and of connections.</summary>
    protected void AssertRowsHoldAllBytes(Route route) => Identities.CheckBytes(Kernel, route.Leg);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (kernel is null)
        {
            return;
        }

        try
        {
            Identities.Check(kernel, allowedLosses);
        }
        finally
        {
            KernelPool.Return(kernel);
        }
    }
}
