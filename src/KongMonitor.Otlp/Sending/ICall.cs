// SPDX-License-Identifier: MIT
using System.Net.Http;

namespace KongMonitor.Otlp.Sending;

/// <summary>A protocol: how a request is put, and what an answer to it means.</summary>
interface ICall
{
    HttpRequestMessage Request(ReadOnlyMemory<byte> message);

    Answer Read(HttpResponseMessage response, ReadOnlySpan<byte> body);
}
