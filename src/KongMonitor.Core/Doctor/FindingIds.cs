// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Doctor;

/// <summary>What can be found, by the names that the JSON has; behind each what its values are.</summary>
public static class FindingIds
{
    // The machine
    /// <summary>Version, ": " and what of it the monitor uses.</summary>
    public const string Kernel = "kernel";

    /// <summary>Version.</summary>
    public const string KernelOld = "kernel_old";

    public const string Programs = "programs";

    /// <summary>Why.</summary>
    public const string ProgramsFailed = "programs_failed";

    /// <summary>They cannot be tried without the capabilities.</summary>
    public const string ProgramsUntried = "programs_untried";

    public const string Btf = "btf";

    public const string BtfMissing = "btf_missing";

    public const string Capabilities = "capabilities";

    /// <summary>Which.</summary>
    public const string CapabilitiesMissing = "capabilities_missing";

    /// <summary>Where it is mounted.</summary>
    public const string Bpffs = "bpffs";

    public const string BpffsMissing = "bpffs_missing";

    /// <summary>An earlier run left programs and counts.</summary>
    public const string PinsLeft = "pins_left";

    /// <summary>Mode.</summary>
    public const string Lockdown = "lockdown";

    public const string LockdownUnknown = "lockdown_unknown";

    public const string CgroupsMissing = "cgroups_missing";

    /// <summary>Mode.</summary>
    public const string LockdownStrict = "lockdown_strict";

    /// <summary>Who.</summary>
    public const string MonitorRunning = "monitor_running";

    public const string MonitorNone = "monitor_none";

    /// <summary>What the checks take from a monitor here, as options.</summary>
    public const string MonitorFollowed = "monitor_followed";

    /// <summary>What a monitor here watches cannot be known.</summary>
    public const string MonitorUnknown = "monitor_unknown";

    // The interfaces
    /// <summary>Interface, index, driver, hooks.</summary>
    public const string Interface = "interface";

    public const string NoInterface = "no_interface";

    /// <summary>Interface.</summary>
    public const string InterfaceDown = "interface_down";

    /// <summary>Why.</summary>
    public const string InterfaceUnusable = "interface_unusable";

    /// <summary>Interface, program.</summary>
    public const string XdpTaken = "xdp_taken";

    /// <summary>Interface, programs.</summary>
    public const string OtherPrograms = "other_programs";

    /// <summary>Ports.</summary>
    public const string Listening = "listening";

    /// <summary>Ports of the gateway, ports that do listen.</summary>
    public const string NotListening = "not_listening";

    // The traffic
    /// <summary>Why.</summary>
    public const string SurveyFailed = "survey_failed";

    /// <summary>Interface, packets and bytes in, packets and bytes out.</summary>
    public const string Traffic = "traffic";

    /// <summary>Interfaces, seconds.</summary>
    public const string NoTraffic = "no_traffic";

    /// <summary>Ports, interfaces, seconds.</summary>
    public const string NoConnections = "no_connections";

    /// <summary>Port, connections.</summary>
    public const string Http1 = "http1";

    /// <summary>Port, connections, what their hellos say.</summary>
    public const string Tls = "tls";

    /// <summary>Port, connections.</summary>
    public const string Http2 = "http2";

    /// <summary>Port, connections, protocol.</summary>
    public const string OtherProtocol = "other_protocol";

    /// <summary>Port, connections.</summary>
    public const string UnknownProtocol = "unknown_protocol";

    /// <summary>As <see cref="Tls"/>, of the gateway's own connections.</summary>
    public const string ServiceTls = "service_tls";

    /// <summary>Port, connections, protocol; of the gateway's own connections.</summary>
    public const string ServiceProtocol = "service_protocol";

    /// <summary>Port, connections; of the gateway's own.</summary>
    public const string ServiceUnknownProtocol = "service_unknown_protocol";

    /// <summary>Port, connections.</summary>
    public const string PortNotWatched = "port_not_watched";

    /// <summary>Interface, ports, connections.</summary>
    public const string InterfaceNotWatched = "interface_not_watched";

    /// <summary>Interface, connections; of the gateway's own.</summary>
    public const string ServiceInterfaceNotWatched = "service_interface_not_watched";

    /// <summary>Interface of the requests, that of the responses, connections, options.</summary>
    public const string ResponsesElsewhere = "responses_elsewhere";

    /// <summary>As <see cref="ResponsesElsewhere"/>, of the gateway's own connections.</summary>
    public const string ServiceResponsesElsewhere = "service_responses_elsewhere";

    /// <summary>Interface, connections.</summary>
    public const string NoResponses = "no_responses";

    /// <summary>Interface, connections.</summary>
    public const string NoRequests = "no_requests";

    /// <summary>Port, connections.</summary>
    public const string Refused = "refused";

    /// <summary>Port, connections.</summary>
    public const string NotAccepted = "not_accepted";

    /// <summary>Interface, packets.</summary>
    public const string CutShort = "cut_short";

    /// <summary>Interface, packets.</summary>
    public const string Fragments = "fragments";

    /// <summary>Packets of connections, pieces of hellos.</summary>
    public const string SurveyLost = "survey_lost";

    // A run alone
    /// <summary>Connections.</summary>
    public const string OneWayResponses = "one_way_responses";

    /// <summary>Connections.</summary>
    public const string OneWayRequests = "one_way_requests";

    /// <summary>Packets.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Seconds.</summary>
    public const string Nothing = "nothing";

    // A replay alone
    /// <summary>Connections.</summary>
    public const string CapturedResponses = "captured_one_way_responses";

    /// <summary>Connections.</summary>
    public const string CapturedRequests = "captured_one_way_requests";

    /// <summary>Packets.</summary>
    public const string CapturedUnreadable = "captured_unreadable";
}
