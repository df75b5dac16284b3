// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Http;

namespace KongMonitor.Otlp.Sending;

/// <summary>Sends requests to the collector, one at a time.</summary>
sealed class CollectorClient : IDisposable
{
    const int LargestAnswer = 64 * 1024;
    readonly OtlpOptions options;
    readonly ICall call;
    readonly HttpClient client;

    public CollectorClient(OtlpOptions options, IOwnPorts ports)
    {
        this.options = options;
        call = options.Protocol == OtlpProtocol.Grpc ? new GrpcCall(options) : new HttpCall(options);
        if (options.Gzip)
        {
            LargeBlocks.GiveBack();
        }

        client = new HttpClient(CreateHandler(options, ports))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new(OtlpResource.Product, options.Resource.Version));
        foreach (var (name, value) in options.Headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Throws nothing but <see cref="OperationCanceledException"/>, for <paramref name="stop"/>.</summary>
    public async Task<Answer> Send(ReadOnlyMemory<byte> message, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var request = call.Request(message);
            using var response = await client.SendAsync(request, limit.Token).ConfigureAwait(false);
            return call.Read(response, await response.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Answer.Of(OtlpTroubleKind.TimedOut, "", canRetry: true);
        }
        catch (HttpRequestException e)
        {
            return ConnectionFailure.Read(e);
        }
    }

    public void Dispose() => client.Dispose();

    // Connections go soon after an export: a minute later the collector may have another address.
    static SocketsHttpHandler CreateHandler(OtlpOptions options, IOwnPorts ports)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, stop) => OwnConnection.Connect(context.DnsEndPoint, ports, stop),
            AllowAutoRedirect = false,
            UseCookies = false,
            // Later than the request's own limit, which so is the one that is told of.
            ConnectTimeout = options.Timeout + TimeSpan.FromSeconds(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
            ActivityHeadersPropagator = null,

            // HTTP/2 without TLS goes through no proxy.
            UseProxy = options.Protocol != OtlpProtocol.Grpc || options.Endpoint.Scheme == Uri.UriSchemeHttps,
            AutomaticDecompression = DecompressionMethods.None,
        };
        if (options.Tls is { } tls)
        {
            handler.SslOptions = tls;
        }

        return handler;
    }
}
