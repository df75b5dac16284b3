// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Watching;

/// <summary>What tables call who watches.</summary>
static class ObserverNames
{
    public const string Nobody = "nobody";
    public const string NobodyAgain = "nobody, again";
    public const string AccessLog = "nginx's access log";

    public static string Empty(IngressMode mode) => $"empty, {Of(mode)}";

    public static string EmptyAgain(IngressMode mode) => $"{Empty(mode)}, again";

    public static string Monitor(IngressMode mode, bool withEvents) =>
        $"monitor, {Of(mode)}, {(withEvents ? "events read" : "nobody reads")}";

    /// <summary>The mode alone.</summary>
    public static string Of(IngressMode mode) => mode switch
    {
        IngressMode.XdpGeneric => "XDP generic",
        IngressMode.XdpNative => "XDP native",
        _ => "TCX",
    };
}
