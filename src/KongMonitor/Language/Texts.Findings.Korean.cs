// SPDX-License-Identifier: MIT
using KongMonitor.Core.Doctor;

namespace KongMonitor.Language;

sealed partial record Texts
{
    static Dictionary<string, FindingText> KoreanFindings => new()
    {
        [FindingIds.Kernel] = new("Linux {0}{1}"),
        [FindingIds.KernelOld] = new("Linux {0}은(는) 너무 오래되었습니다", "Linux 6.1 이상을 쓰세요"),
        [FindingIds.Programs] = new("커널이 모니터의 프로그램과 맵을 받아들입니다"),
        [FindingIds.ProgramsFailed] = new(
            "커널이 모니터의 프로그램을 받아들이지 않습니다: {0}", "이 줄이 말하는 것을 갖추거나, 이 줄을 알려 주세요"),
        [FindingIds.ProgramsUntried] = new("커널이 모니터의 프로그램을 받아들이는지는 이 권한이 있어야 알 수 있습니다"),
        [FindingIds.Btf] = new("커널에 타입 정보(BTF)가 있습니다"),
        [FindingIds.BtfMissing] = new(
            "/sys/kernel/btf/vmlinux가 없습니다", "그래도 모니터는 실행될 수 있습니다. CONFIG_DEBUG_INFO_BTF로 빌드한 커널에는 있습니다"),
        [FindingIds.Capabilities] = new("CAP_BPF, CAP_NET_ADMIN, CAP_PERFMON이 있습니다"),
        [FindingIds.CapabilitiesMissing] = new(
            "이 프로세스에 {0} 권한이 없습니다", "root로 실행하거나 그 권한을 주세요(파드에서는 securityContext.capabilities.add)"),
        [FindingIds.Bpffs] = new("bpffs가 {0}에 마운트되어 있습니다"),
        [FindingIds.BpffsMissing] = new("bpffs가 마운트되어 있지 않습니다: 집계는 프로세스와 함께 끝납니다", "남기려면: mount -t bpf bpf /sys/fs/bpf"),
        [FindingIds.PinsLeft] = new("이전 실행이 남긴 프로그램과 집계가 {0}에 고정되어 계속 세고 있습니다", "모니터를 시작하면 이어받고, kong-ebpf-monitor detach로 제거할 수 있습니다"),
        [FindingIds.Lockdown] = new("커널 잠금(lockdown): {0}"),
        [FindingIds.LockdownUnknown] = new("커널 잠금(lockdown): 이곳에서는 알 수 없습니다(securityfs가 마운트되어 있지 않음)"),
        [FindingIds.CgroupsMissing] = new(
            "이곳에 cgroup2 트리가 마운트되어 있지 않습니다: 컨테이너가 번호로 나옵니다", "이름을 보려면: mount -t cgroup2 none /sys/fs/cgroup(파드에서는 호스트의 것을 마운트)"),
        [FindingIds.LockdownStrict] = new("커널 잠금(lockdown): {0}. 커널이 프로그램을 거부할 수 있습니다", "프로그램에 관한 줄을 보세요"),
        [FindingIds.MonitorRunning] = new("모니터가 이 네트워크 네임스페이스를 보고 있습니다: {0}"),
        [FindingIds.MonitorNone] = new("이 네트워크 네임스페이스를 보는 다른 모니터는 없습니다"),
        [FindingIds.MonitorFollowed] = new("검사는 그 모니터가 보는 것을 따릅니다: {0}"),
        [FindingIds.MonitorUnknown] = new(
            "그 모니터가 무엇을 보는지 알 수 없습니다: 고정한 것이 없거나 이곳에서 읽을 수 없습니다", "그 실행의 --interface와 --port(또는 --all-ports)를 진단에도 주세요"),
        [FindingIds.NoInterface] = new("지정한 인터페이스가 없고, 인터페이스를 알려 줄 기본 경로도 없습니다", "--interface로 지정하세요"),
        [FindingIds.Interface] = new("{0}(인덱스 {1}, 드라이버 {2})이(가) 켜져 있습니다. 읽는 방법: {3}"),
        [FindingIds.InterfaceDown] = new("{0}이(가) 꺼져 있어 아무것도 지나가지 않습니다", "ip link set {0} up"),
        [FindingIds.InterfaceUnusable] = new("{0}", "--interface로 다른 인터페이스를 지정하세요"),
        [FindingIds.XdpTaken] = new("{0}에 모니터의 자리를 차지한 다른 XDP 프로그램 {1}이(가) 있습니다", "모니터를 --ingress tcx로 실행하세요"),
        [FindingIds.OtherPrograms] = new("{0}에 다른 TC 프로그램이 있습니다: {1}", "패킷을 버리거나 돌리는 프로그램이라면 모니터는 그 패킷을 볼 수 없습니다"),
        [FindingIds.Listening] = new("수신 중인 포트: {0}"),
        [FindingIds.NotListening] = new("{0} 포트에서 수신하는 프로그램이 없습니다", "게이트웨이가 다른 포트를 쓰면 --port로 지정하세요. 이곳에서 수신 중인 포트: {1}"),
        [FindingIds.SurveyFailed] = new("트래픽을 볼 수 없었습니다: {0}", "위의 줄들을 보세요"),
        [FindingIds.Traffic] = new("{0}: 들어온 패킷 {1}개({2} bytes), 나간 패킷 {3}개({4} bytes)"),
        [FindingIds.NoTraffic] = new(
            "{1}초 동안 {0}에 TCP 패킷이 하나도 지나가지 않았습니다", "보는 동안 요청을 보내거나, --duration으로 더 오래 보거나, 다른 인터페이스를 지정하세요"),
        [FindingIds.NoConnections] = new(
            "{2}초 동안 {1}에서 {0} 포트로 가는 요청이 없었습니다", "보는 동안 요청을 보내거나 --duration으로 더 오래 보세요"),
        [FindingIds.Http1] = new("{0} 포트는 평문 HTTP/1입니다: 연결 {1}개"),
        [FindingIds.Tls] = new(
            "{0} 포트는 TLS입니다: 연결 {1}개를 읽을 수 없었습니다{2}", "TLS를 게이트웨이 앞에서 끝내거나 클라이언트를 평문 포트로 보내세요", DoIsForProblems: true),
        [FindingIds.Http2] = new(
            "{0} 포트는 사전 지식(prior knowledge) HTTP/2입니다: 연결 {1}개를 읽을 수 없었습니다", "읽을 수 있는 것은 HTTP/1뿐입니다: 클라이언트가 HTTP/1을 쓰게 하세요", DoIsForProblems: true),
        [FindingIds.OtherProtocol] = new("{0} 포트는 {2}입니다: 연결 {1}개를 읽을 수 없었습니다", "그 포트를 --port에서 빼세요", DoIsForProblems: true),
        [FindingIds.UnknownProtocol] = new(
            "{0} 포트는 HTTP/1도, 아는 프로토콜도 아닙니다: 연결 {1}개를 읽을 수 없었습니다", "그 포트를 --port에서 빼세요", DoIsForProblems: true),
        [FindingIds.ServiceTls] = new("게이트웨이가 서비스의 {0} 포트와 TLS로 통신합니다: 연결 {1}개는 업스트림 통계에 없습니다{2}"),
        [FindingIds.ServiceProtocol] = new("게이트웨이가 서비스의 {0} 포트와 {2}(으)로 통신합니다: 연결 {1}개는 업스트림 통계에 없습니다"),
        [FindingIds.ServiceUnknownProtocol] = new("게이트웨이가 서비스의 {0} 포트와 HTTP가 아닌 프로토콜로 통신합니다: 연결 {1}개는 업스트림 통계에 없습니다"),
        [FindingIds.PortNotWatched] = new("{0} 포트에 평문 HTTP/1이 있지만 이 옵션으로는 보지 않습니다: 연결 {1}개", "게이트웨이의 포트라면 --port {0}을(를) 더하세요"),
        [FindingIds.InterfaceNotWatched] = new("{1} 포트로 가는 요청이, 이 옵션으로는 보지 않는 {0}을(를) 지나갑니다: 연결 {2}개", "--interface {0}을(를) 더하세요"),
        [FindingIds.ServiceInterfaceNotWatched] = new(
            "게이트웨이 자신의 HTTP/1이, 이 옵션으로는 보지 않는 {0}을(를) 지나갑니다: 연결 {1}개", "함께 보려면 --interface {0}을(를) 더하세요"),
        [FindingIds.ResponsesElsewhere] = new(
            "요청은 {0}(으)로 들어오지만 응답은 {1}(으)로 나갑니다: 연결 {2}개", "둘 다 보세요: --interface {0} --interface {1}"),
        [FindingIds.ServiceResponsesElsewhere] = new(
            "게이트웨이의 요청은 {0}(으)로 나가지만 서비스의 응답은 {1}(으)로 들어옵니다: 연결 {2}개", "둘 다 보세요: --interface {0} --interface {1}"),
        [FindingIds.NoResponses] = new(
            "요청은 {0}(으)로 들어오지만 응답은 이곳의 어떤 인터페이스로도 나가지 않습니다: 연결 {1}개",
            "인터페이스를 거치지 않는 길을 찾으세요: 다른 네트워크 네임스페이스, 또는 커널을 거치지 않고 보내는 드라이버"),
        [FindingIds.NoRequests] = new(
            "응답은 {0}(으)로 나가지만 요청은 이곳의 어떤 인터페이스로도 들어오지 않습니다: 연결 {1}개",
            "인터페이스를 거치지 않는 길을 찾으세요: 다른 네트워크 네임스페이스, 또는 패킷을 돌리는 XDP 프로그램"),
        [FindingIds.Refused] = new("{0} 포트가 연결 {1}개를 거부했습니다: 수신하는 프로그램이 없습니다", "게이트웨이를 시작하거나 수신 주소를 확인하세요"),
        [FindingIds.NotAccepted] = new("{0} 포트가 연결 {1}개에 응답하지 않았습니다", "방화벽과 게이트웨이의 backlog를 확인하세요"),
        [FindingIds.CutShort] = new("{0}에서 TCP 패킷 {1}개를 읽을 수 없었습니다: 잘렸거나 커널이 내주지 않았습니다", "드라이버 이름과 함께 이 줄을 알려 주세요"),
        [FindingIds.Fragments] = new("{0}의 패킷 {1}개는 IP 조각이라 추적하지 않습니다", "전체 경로의 MTU를 같게 하세요"),
        [FindingIds.SurveyLost] = new("진단 자체가 패킷 {0}개와 TLS hello 조각 {1}개를 담지 못했습니다", "더 짧게 보세요: --duration 1s"),
        [FindingIds.OneWayResponses] = new(
            "연결 {0}개의 응답이 보고 있는 인터페이스를 지나가지 않습니다", "어느 인터페이스인지는 kong-ebpf-monitor doctor가 알려 줍니다"),
        [FindingIds.OneWayRequests] = new(
            "연결 {0}개의 요청이 보고 있는 인터페이스를 지나가지 않습니다", "어느 인터페이스인지는 kong-ebpf-monitor doctor가 알려 줍니다"),
        [FindingIds.Unreadable] = new("TCP 패킷 {0}개를 읽을 수 없었습니다: IP 조각이거나 잘린 패킷입니다", "어느 쪽인지는 kong-ebpf-monitor doctor가 알려 줍니다"),
        [FindingIds.CapturedResponses] = new("연결 {0}개의 응답이 캡처에 없습니다", "응답이 나가는 인터페이스도 함께 캡처하세요"),
        [FindingIds.CapturedRequests] = new("연결 {0}개의 요청이 캡처에 없습니다", "요청이 들어오는 인터페이스도 함께 캡처하세요"),
        [FindingIds.CapturedUnreadable] = new(
            "TCP 패킷 {0}개를 읽을 수 없었습니다: IP 조각이거나 잘린 패킷입니다", "패킷 전체를 캡처하세요(예: tcpdump -s 0)"),
        [FindingIds.Nothing] = new("{0}초 동안 보고 있는 포트에 연결이 없었습니다", "이유는 kong-ebpf-monitor doctor가 찾아 줍니다"),
    };
}
