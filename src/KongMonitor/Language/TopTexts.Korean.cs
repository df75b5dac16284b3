// SPDX-License-Identifier: MIT
using KongMonitor.Core.Rates;
using KongMonitor.Top;

namespace KongMonitor.Language;

sealed partial record TopTexts
{
    public static TopTexts Korean => new()
    {
        Tables = new Dictionary<TableKind, string>
        {
            [TableKind.Paths] = "경로",
            [TableKind.Domains] = "도메인",
            [TableKind.Methods] = "메서드",
            [TableKind.Statuses] = "상태 코드",
            [TableKind.Connections] = "연결",
            [TableKind.Containers] = "컨테이너",
        },
        Columns = new Dictionary<TopColumn, string>
        {
            [TopColumn.Name] = "이름",
            [TopColumn.RequestRate] = "요청/초",
            [TopColumn.Requests] = "요청 수",
            [TopColumn.Errors] = "에러",
            [TopColumn.P50] = "p50",
            [TopColumn.P95] = "p95",
            [TopColumn.P99] = "p99",
            [TopColumn.SentRate] = "송신/초",
            [TopColumn.ReceivedRate] = "수신/초",
            [TopColumn.LastActivity] = "마지막",
        },
        Downstream = "다운스트림",
        Upstream = "업스트림",
        LastInterval = "최근 {0}",
        FirstInterval = "첫 집계",
        InFlight = "처리 중",
        Unanswered = "무응답",
        Desynced = "추적 실패",
        Since = "{0}부터",
        SinceStart = "{0}부터, 새 집계",
        SinceResumed = "{0}부터, 이어받음",
        CountsOf = "{0}의 집계",
        Paused = " 일시 정지 ",
        RowsOf = "{1}행 중 {0}행",
        Rows = "{0}행",
        TableSinceStart = "초당 값은 최근 구간, 나머지는 시작부터",
        SortedBy = "정렬: {0}",
        Filtered = "필터 {0}",
        NoRows = "아직 없음",
        FilterPrompt = "필터: ",
        MoreRemarks = "... {0}줄 더 있음: 화면을 키우면 보입니다",
        LeftCounting = "실행 중인 모니터가 없습니다: 마지막 모니터가 남긴 것이 계속 집계하지만, 다른 모니터가 이어받을 때까지 요청의 시간 초과는 처리되지 않습니다",
        CountsGone = "모니터가 끝났고 그 집계도 없어졌습니다: 마지막 값이며, 다음 모니터가 시작하면 그 집계를 보여 줍니다",
        CountsGoOn = "집계가 이어집니다: 이어받은 모니터는 {0}",
        NewCounts = "여기부터 새 집계입니다: {0}의 집계",
        Keys = "l 구간  s 정렬  r 역순  / 필터  p 일시 정지  ? 도움말  q 종료",
        HelpKeys = "화살표: 이동  다른 키: 돌아가기",
        Help =
        [
            "1 2 3 4 5 6    경로, 도메인, 메서드, 상태 코드, 연결, 컨테이너",
            "l              다른 구간: 다운스트림(클라이언트-게이트웨이), 업스트림(게이트웨이-서비스)",
            "s > S <        다음, 이전 열로 정렬",
            "r              역순",
            "화살표 PgUp PgDn Home End    이동",
            "/              필터: status>=500 path=/api/* 같은 단어들",
            "               Enter 적용, Esc 그대로 두기, Ctrl-U 비우기",
            "p Space        화면을 멈추고 다시 계속합니다. 집계는 멈추지 않습니다",
            "Ctrl-L         화면 전체를 다시 그리기",
            "? h            이 도움말",
            "q Ctrl-C       종료",
            "",
            "위쪽의 요청/초, 에러, p50, p95, p99, 송신/초, 수신/초는 최근 구간의 값입니다.",
            "요청 수, 무응답(응답이 오지 않음), 추적 실패(끝까지 추적하지 못함)는 시작부터의 값입니다.",
            "위쪽의 합계는 필터와 관계없이 전체 기준입니다.",
            "표의 요청/초, 송신/초, 수신/초는 최근 구간의 값이고 나머지는 시작부터의 값입니다.",
            "-는 알 수 없는 값입니다. 초당 값은 같은 행을 두 번 읽어야 나옵니다.",
            "시간은 구간의 위쪽 끝입니다. 정확한 값의 1.5배를 넘지 않습니다.",
            "에러는 4xx, 5xx, 무응답입니다. 마지막은 요청이 끝난 지 얼마나 되었는지입니다.",
        ],
        PlainLine = "{0}: 초당 요청 {1}, 에러 {2}, p50 {3}, p95 {4}, p99 {5}, 처리 중 {6}, 무응답 {7}, 추적 실패 {8}, 요청 수 {9}",
        PlainFilter = "필터 {0}: 요청 수 {1}, 에러 수 {2}",
        NotPinned = "모니터가 이미 실행 중이지만 ({0}) 그 집계를 함께 읽을 수 없습니다. 여기에 마운트된 bpffs에 고정되어 있지 않습니다: 그 모니터의 출력이나 페이지(--listen)를 보거나, bpffs를 마운트하고(mount -t bpf bpf /sys/fs/bpf) 다시 시작하십시오",
        OtherLayout = "다른 버전의 모니터가 집계한 것이며 ({0}) 구조가 다릅니다: 그 버전의 top이나 페이지(--listen)를 쓰십시오",
    };
}
