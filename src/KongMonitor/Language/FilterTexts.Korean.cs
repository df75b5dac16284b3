// SPDX-License-Identifier: MIT
using KongMonitor.Core.Filters;

namespace KongMonitor.Language;

sealed partial record FilterTexts
{
    public static FilterTexts Korean => new()
    {
        Problems = new Dictionary<FilterProblemKind, string>
        {
            [FilterProblemKind.NoOperator] = "'{0}'에 연산자가 없습니다: status>=500 또는 path=/api/*처럼 필드, 연산자, 값을 쓰십시오. 필드: {1}",
            [FilterProblemKind.UnknownField] = "'{0}'(이)라는 필드는 없습니다: {1} 중에서 고르십시오",
            [FilterProblemKind.BadOperator] = "'{0}'은(는) 이 필드에 쓸 수 없습니다: {1} 중에서 고르십시오",
            [FilterProblemKind.MissingValue] = "'{0}'에 값이 없습니다. 빈 값은 \"\"로 씁니다",
            [FilterProblemKind.OpenQuote] = "따옴표로 시작한 값 {0}이(가) 닫히지 않았습니다",
            [FilterProblemKind.TextAfterQuote] = "따옴표로 묶은 값 {0} 뒤에는 공백이나 쉼표가 와야 합니다",
            [FilterProblemKind.BadStatus] = "'{0}'은(는) 상태 코드가 아닙니다: 100부터 999까지의 수나 5xx 같은 묶음을 쓰십시오",
            [FilterProblemKind.BadDuration] = "'{0}'은(는) 시간이 아닙니다: 250us, 100ms, 1.5s, 2m처럼 수와 단위를 쓰십시오",
            [FilterProblemKind.BadAddress] = "'{0}'은(는) 주소가 아닙니다: 포트 없는 IP 주소나 10.0.0.0/8 같은 대역을 쓰십시오",
            [FilterProblemKind.BadChoice] = "'{0}'은(는) 이 필드의 값이 아닙니다: {1}",
            [FilterProblemKind.TooLong] = "필터는 {1}자까지 쓸 수 있습니다",
        },
        Shown = "필터: {0} (합계는 전체 기준)",
        ExchangesWithheld = "메서드별, 도메인별, 경로별 표 없음: 요청은 {0}별로 집계되지 않습니다",
        ConnectionsWithheld = "연결 없음: 연결은 {0}별로 집계되지 않습니다",
        Unsure = "이름이 다른 것에 자리를 내주어 필터에 맞는지 알 수 없는 요청: {0}",
        ConnectionsUnsure = "필터에 맞는지 알 수 없는 연결: {0}",
    };
}
