// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>Where nginx's log (seen on 1.22) says something else than what was on the wire.</summary>
static class NginxDiffers
{
    /// <summary>A body that nginx answers without reading is dropped, and is not in $request_length.</summary>
    public static Exchange BodyDropped(Exchange exchange, int bytes) => exchange with { Sent = exchange.Sent - bytes };

    /// <summary>Of a request line that nginx refuses it logs neither method, host, target nor length.</summary>
    public static Exchange LineRefused(Exchange exchange) => exchange with { Method = "OTHER", Domain = "", Path = "", Sent = 0 };
}
