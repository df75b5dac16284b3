// SPDX-License-Identifier: MIT
using KongMonitor.Core.Doctor;

namespace KongMonitor.Language;

sealed partial record Texts
{
    static Dictionary<string, FindingText> EnglishFindings => new()
    {
        [FindingIds.Kernel] = new("Linux {0}{1}"),
        [FindingIds.KernelOld] = new("Linux {0} is too old", "use Linux 6.1 or newer"),
        [FindingIds.Programs] = new("the kernel takes the monitor's programs and maps"),
        [FindingIds.ProgramsFailed] = new(
            "the kernel does not take the monitor's programs: {0}", "give it what the line names, or report the line"),
        [FindingIds.ProgramsUntried] = new("whether the kernel takes the monitor's programs can only be told with these capabilities"),
        [FindingIds.Btf] = new("the kernel describes its types (BTF)"),
        [FindingIds.BtfMissing] = new(
            "/sys/kernel/btf/vmlinux is missing", "the monitor may run all the same; a kernel with CONFIG_DEBUG_INFO_BTF has it"),
        [FindingIds.Capabilities] = new("CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON are there"),
        [FindingIds.CapabilitiesMissing] = new(
            "this process lacks {0}", "run it as root, or give it these capabilities (in a pod: securityContext.capabilities.add)"),
        [FindingIds.Bpffs] = new("a bpffs is mounted at {0}"),
        [FindingIds.BpffsMissing] = new("no bpffs is mounted: counts end with the process", "to keep them: mount -t bpf bpf /sys/fs/bpf"),
        [FindingIds.PinsLeft] = new("programs and counts of an earlier run go on counting, pinned at {0}", "start the monitor to go on with them, or remove them: kong-ebpf-monitor detach"),
        [FindingIds.Lockdown] = new("kernel lockdown: {0}"),
        [FindingIds.LockdownUnknown] = new("kernel lockdown: not known here (securityfs is not mounted)"),
        [FindingIds.CgroupsMissing] = new(
            "no cgroup2 tree is mounted here: containers are numbers", "to have their names: mount -t cgroup2 none /sys/fs/cgroup (in a pod: mount the host's)"),
        [FindingIds.LockdownStrict] = new("kernel lockdown: {0}, in which the kernel may refuse programs", "see the line on the programs"),
        [FindingIds.MonitorRunning] = new("a monitor watches this network namespace: {0}"),
        [FindingIds.MonitorNone] = new("no other monitor watches this network namespace"),
        [FindingIds.MonitorFollowed] = new("the checks use what it watches: {0}"),
        [FindingIds.MonitorUnknown] = new(
            "what it watches cannot be told: it pins nothing that could be read here", "give the doctor the --interface and --port (or --all-ports) of that run"),
        [FindingIds.NoInterface] = new("no interface was named, and there is no default route to tell it by", "name one with --interface"),
        [FindingIds.Interface] = new("{0} (index {1}, driver {2}) is up; it is read by {3}"),
        [FindingIds.InterfaceDown] = new("{0} is down: nothing passes it", "ip link set {0} up"),
        [FindingIds.InterfaceUnusable] = new("{0}", "name another interface with --interface"),
        [FindingIds.XdpTaken] = new("{0} has another XDP program, {1}, in the place of the monitor's", "run the monitor with --ingress tcx"),
        [FindingIds.OtherPrograms] = new("{0} has other TC programs: {1}", "one that drops or redirects packets hides them from the monitor"),
        [FindingIds.Listening] = new("somebody listens on {0}"),
        [FindingIds.NotListening] = new("nobody listens on {0}", "if the gateway uses other ports, name them with --port; these do listen here: {1}"),
        [FindingIds.SurveyFailed] = new("the traffic could not be looked at: {0}", "see the lines above"),
        [FindingIds.Traffic] = new("{0}: {1} {1:packet|packets} ({2} {2:byte|bytes}) in, {3} {3:packet|packets} ({4} {4:byte|bytes}) out"),
        [FindingIds.NoTraffic] = new(
            "no TCP packet passed {0} in {1} s", "send a request while it looks, look longer with --duration, or name another interface"),
        [FindingIds.NoConnections] = new(
            "no request to the ports {0} passed {1} in {2} s", "send a request while it looks, or look longer with --duration"),
        [FindingIds.Http1] = new("{0} is plain HTTP/1: {1} {1:connection|connections}"),
        [FindingIds.Tls] = new(
            "{0} is TLS: {1} {1:connection|connections} could not be read{2}", "end TLS in front of the gateway, or send clients to a plain port", DoIsForProblems: true),
        [FindingIds.Http2] = new(
            "{0} is HTTP/2 with prior knowledge: {1} {1:connection|connections} could not be read", "only HTTP/1 can be read: let clients use it", DoIsForProblems: true),
        [FindingIds.OtherProtocol] = new("{0} is {2}: {1} {1:connection|connections} could not be read", "leave that port out of --port", DoIsForProblems: true),
        [FindingIds.UnknownProtocol] = new(
            "{0} is neither HTTP/1 nor a protocol that is known: {1} {1:connection|connections} could not be read", "leave that port out of --port", DoIsForProblems: true),
        [FindingIds.ServiceTls] = new("the gateway speaks TLS to services on {0}: {1} {1:connection is|connections are} not among the upstream exchanges{2}"),
        [FindingIds.ServiceProtocol] = new("the gateway speaks {2} to services on {0}: {1} {1:connection is|connections are} not among the upstream exchanges"),
        [FindingIds.ServiceUnknownProtocol] = new(
            "the gateway speaks a protocol that is not HTTP to services on {0}: {1} {1:connection is|connections are} not among the upstream exchanges"),
        [FindingIds.PortNotWatched] = new("plain HTTP/1 on {0}, which is not watched with these options: {1} {1:connection|connections}", "if it is the gateway's, add --port {0}"),
        [FindingIds.InterfaceNotWatched] = new("requests to {1} pass {0}, which is not watched with these options: {2} {2:connection|connections}", "add --interface {0}"),
        [FindingIds.ServiceInterfaceNotWatched] = new(
            "the gateway's own HTTP/1 passes {0}, which is not watched with these options: {1} {1:connection|connections}", "to see it too, add --interface {0}"),
        [FindingIds.ResponsesElsewhere] = new(
            "requests arrive on {0} but responses leave by {1}: {2} {2:connection|connections}", "watch both: --interface {0} --interface {1}"),
        [FindingIds.ServiceResponsesElsewhere] = new(
            "the gateway's requests leave by {0} but the services' responses arrive on {1}: {2} {2:connection|connections}",
            "watch both: --interface {0} --interface {1}"),
        [FindingIds.NoResponses] = new(
            "requests arrive on {0} but their responses leave by no interface here: {1} {1:connection|connections}",
            "look for a way around the interfaces: another network namespace, or a driver that sends past the kernel"),
        [FindingIds.NoRequests] = new(
            "responses leave by {0} but their requests arrive on no interface here: {1} {1:connection|connections}",
            "look for a way around the interfaces: another network namespace, or an XDP program that redirects"),
        [FindingIds.Refused] = new("{0} refused {1} {1:connection|connections}: nobody listens there", "start the gateway, or look at the addresses it listens on"),
        [FindingIds.NotAccepted] = new("{0} left {1} {1:connection|connections} without an answer", "look at the firewall, and at the gateway's backlog"),
        [FindingIds.CutShort] = new("{1} TCP {1:packet|packets} on {0} could not be read: cut short, or not given by the kernel", "report this line with the driver's name"),
        [FindingIds.Fragments] = new("IP fragments on {0}, which are not followed: {1} {1:packet|packets}", "make the MTU the same on the whole way"),
        [FindingIds.SurveyLost] = new("the doctor itself had no room for {0} {0:packet|packets} and {1} {1:piece|pieces} of TLS hellos", "look for a shorter time: --duration 1s"),
        [FindingIds.OneWayResponses] = new(
            "{0} {0:connection|connections} whose responses do not pass the watched interfaces", "kong-ebpf-monitor doctor names the interface"),
        [FindingIds.OneWayRequests] = new(
            "{0} {0:connection|connections} whose requests do not pass the watched interfaces", "kong-ebpf-monitor doctor names the interface"),
        [FindingIds.Unreadable] = new("{0} TCP {0:packet|packets} could not be read: IP fragments, or cut short", "kong-ebpf-monitor doctor tells which"),
        [FindingIds.CapturedResponses] = new(
            "{0} {0:connection|connections} whose responses are not in the capture", "capture on the interface by which they leave too"),
        [FindingIds.CapturedRequests] = new(
            "{0} {0:connection|connections} whose requests are not in the capture", "capture on the interface by which they arrive too"),
        [FindingIds.CapturedUnreadable] = new(
            "{0} TCP {0:packet|packets} could not be read: IP fragments, or cut short", "capture whole packets, such as tcpdump does with -s 0"),
        [FindingIds.Nothing] = new("no connection on the watched ports for {0} s", "kong-ebpf-monitor doctor looks for the reason"),
    };
}
