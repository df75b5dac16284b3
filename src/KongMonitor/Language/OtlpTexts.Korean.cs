// SPDX-License-Identifier: MIT
using KongMonitor.Otlp;

namespace KongMonitor.Language;

sealed partial record OtlpTexts
{
    public static OtlpTexts Korean => new()
    {
        Rules = new Dictionary<OtlpRule, string>
        {
            [OtlpRule.Url] = "{0} 값 '{1}'은(는) 쓸 수 없습니다: 사용자와 비밀번호 없이 http://HOST:PORT 또는 https://HOST:PORT를 쓰세요",
            [OtlpRule.Protocol] = "{0} 값 '{1}'은(는) 쓸 수 없습니다: grpc, http/protobuf 중에서 고르세요",
            [OtlpRule.Compression] = "{0} 값 '{1}'은(는) 쓸 수 없습니다: gzip, none 중에서 고르세요",
            [OtlpRule.Milliseconds] = "{0} 값 '{1}'은(는) 쓸 수 없습니다: 1에서 {2}까지의 밀리초 수를 쓰세요",
            [OtlpRule.Temporality] = "{0} 값 '{1}'은(는) 쓸 수 없습니다: 집계는 초기화되지 않으므로 cumulative를 쓰거나 비워 두세요",
            [OtlpRule.Headers] = "{0} 값을 쓸 수 없습니다: HTTP 헤더로 쓸 수 있는 name=value를 퍼센트 인코딩하고 쉼표로 나누어 쓰세요",
            [OtlpRule.Attributes] = "{0} 값 '{1}'은(는) 쓸 수 없습니다: name=value를 퍼센트 인코딩하고 쉼표로 나누어 쓰세요",
            [OtlpRule.Certificate] = "{0} 값 '{1}'은(는) 쓸 수 없습니다: 읽을 수 있는 PEM 인증서 파일을 쓰세요",
            [OtlpRule.ClientCertificate] =
                "{0} 값 '{1}'은(는) 쓸 수 없습니다: 읽을 수 있는 PEM 파일을 쓰고, 비밀번호 없는 키 파일은 OTEL_EXPORTER_OTLP_CLIENT_KEY에 쓰세요",
            [OtlpRule.OpenSsl] = "여기서는 {0} 값 '{1}'을(를) 쓸 수 없습니다: https에는 OpenSSL이 필요한데 libssl.so.3이 없습니다 (Debian: apt-get install libssl3)",
        },
        Troubles = new Dictionary<OtlpTroubleKind, string>
        {
            [OtlpTroubleKind.Unreachable] = "연결할 수 없음: {0}",
            [OtlpTroubleKind.TimedOut] = "제때 응답이 없음",
            [OtlpTroubleKind.Tls] = "TLS로 연결할 수 없음: {0}",
            [OtlpTroubleKind.HttpStatus] = "응답이 {0}",
            [OtlpTroubleKind.GrpcStatus] = "응답이 {0}",
            [OtlpTroubleKind.BadAnswer] = "응답하는 쪽이 이 OTLP 프로토콜을 쓰지 않음: {0}",
            [OtlpTroubleKind.Rejected] = "{0}",
            [OtlpTroubleKind.Unexpected] = "{0}",
        },
        Failing = "메트릭을 {0}(으)로 보낼 수 없습니다: {1}",
        FailingOften = "메트릭을 {0}(으)로 보낼 수 없습니다: {1} (지난 알림 뒤 실패한 전송: {2}번)",
        Rejected = "{0}이(가) 데이터 포인트 {1}개를 거부했습니다: {2}",
        Again = "메트릭을 다시 {0}(으)로 보내고 있으며, 누적값이라 빠진 것은 없습니다 (실패한 전송: {1}번)",
    };
}
