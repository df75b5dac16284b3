// SPDX-License-Identifier: MIT
using CsCheck;

namespace KongMonitor.KernelTests;

/// <summary>Generators of valid HTTP/1.1.</summary>
static class Conversations
{
    static readonly Gen<string> body = Gen.OneOf(
        Gen.Char.AlphaNumeric.Array[0, 60].Select(chars => new string(chars)),
        Gen.Const("GET /in/a/body HTTP/1.1\r\nHost: evil\r\n\r\n"),
        Gen.Const("HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n"),
        Gen.Int[61, 3000].Select(length => new string('b', length)));

    static readonly Gen<string> extraFields = AnyOf(
        "", "Accept: */*\r\n", "Content-Type: text/plain\r\nCookie: a=b; c=d\r\n", "X: folded\r\n  Content-Length: 7\r\n",
        "T:1\r\nC:2\r\nH:3\r\n", "content-language: en\r\n", "Transfer: x\r\n",
        "X-Long: 0123456789012345678901234567890123456789012345678901234567890123\r\n");

    static readonly Gen<string> chunks = body.Array[0, 4].Select(parts => Message.Chunks([.. parts.Where(part => part.Length > 0)]));

    static readonly Gen<string> target = AnyOf(
        "/", "/a", "/a/longer/path/than/eight/bytes?query=1", "http://other.example:80/absolute?q", "http://u:p@other.example", "/\u00ff");

    static readonly Gen<(string Method, string Text)> request = Gen.OneOf(
        Gen.Select(AnyOf("GET", "DELETE", "PURGE", "OPTIONS"), target, extraFields).Select((method, path, fields) =>
            (method, Message.Request(method, path, fields))),
        Gen.Select(target, extraFields).Select((path, fields) => ("HEAD", Message.Request("HEAD", path, fields))),
        Gen.Select(AnyOf("POST", "PUT", "PATCH"), target, extraFields, body).Select((method, path, fields, text) =>
            (method, Message.Request(method, path, $"{fields}Content-Length: {text.Length}\r\n") + text)),
        Gen.Select(target, extraFields, chunks).Select((path, fields, text) =>
            ("POST", Message.Request("POST", path, $"Transfer-Encoding: gzip, chunked\r\n{fields}") + text)));

    static readonly Gen<string> interim = Gen.Frequency(
        (4, Gen.Const("")),
        (1, Gen.Const("HTTP/1.1 100 Continue\r\n\r\n")),
        (1, Gen.Const("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")));

    static readonly Gen<(string Head, string Body)> response = Gen.OneOf(
        Gen.Select(AnyOf("200 OK", "404 Not Found", "500 x", "201"), extraFields, body).Select((status, fields, text) =>
            (Message.ResponseHead(status, $"{fields}Content-Length: {text.Length}\r\n"), text)),
        Gen.Select(extraFields, chunks).Select((fields, text) =>
            (Message.ResponseHead("200 OK", $"{fields}Transfer-Encoding: chunked\r\n"), text)),
        AnyOf("204 No Content", "304 Not Modified").Select(status => (Message.ResponseHead(status, "Content-Length: 9\r\n"), "")));

    public static Gen<Conversation> Generate() =>
        Gen.Select(request, interim, response, Gen.Double.Unit.Array[0, 6], Gen.Double.Unit.Array[0, 6])
            .Select((asked, before, answer, requestCuts, responseCuts) =>
            {
                var text = before + answer.Head + (asked.Method == "HEAD" ? "" : answer.Body);
                return new GeneratedExchange(asked.Text, text, Places(requestCuts, asked.Text), Places(responseCuts, text));
            })
            .Array[1, 8]
            .Select(exchanges => new Conversation(exchanges));

    static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    static int[] Places(double[] shares, string text) => [.. shares.Select(share => (int)(share * text.Length)).Order()];
}
