// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;

namespace KongMonitor.SystemTests.Support;

/// <summary>Debian's Prometheus in a network namespace, with a configuration of the test's and nothing kept.</summary>
sealed class PrometheusServer : IAsyncDisposable
{
    const int Port = 9090;
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kong-monitor-prometheus-");
    readonly Process process;
    readonly HttpClient http;
    readonly List<string> said = [];

    PrometheusServer(string networkNamespace, string configuration)
    {
        var file = Path.Combine(directory.FullName, "prometheus.yml");
        File.WriteAllText(file, configuration);
        process = Process.Start(new ProcessStartInfo("nsenter", [
            "--net=/run/netns/" + networkNamespace, "prometheus", $"--config.file={file}",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{Port}"),
            $"--storage.tsdb.path={Path.Combine(directory.FullName, "data")}"])
        {
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (said)
            {
                said.Add(line.Data ?? "");
            }
        };
        process.BeginErrorReadLine();
        http = new(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (context, _) => ValueTask.FromResult<Stream>(
                new NetworkStream(Lab.Connect(networkNamespace, new(IPAddress.Loopback, Port)), ownsSocket: true)),
        })
        {
            BaseAddress = new($"http://127.0.0.1:{Port}"),
        };
    }

    public static async Task<PrometheusServer> Start(string networkNamespace, string configuration)
    {
        var server = new PrometheusServer(networkNamespace, configuration);
        await Until.True(() => server.process.HasExited || server.IsReady, () => "Prometheus is ready", 30);
        Assert.False(server.process.HasExited, string.Join('\n', server.said));
        return server;
    }

    bool IsReady
    {
        get
        {
            try
            {
                return http.GetAsync(new Uri("/-/ready", UriKind.Relative)).GetAwaiter().GetResult().IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>The answer's result.</summary>
    public JsonElement Get(string target)
    {
        using var response = http.GetAsync(new Uri(target, UriKind.Relative)).GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        Assert.True(response.IsSuccessStatusCode, $"{target}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    /// <summary>What an expression is now, or at a time: each series' value by its labels.</summary>
    public IReadOnlyList<(IReadOnlyDictionary<string, string> Labels, double Value)> Query(string expression, DateTimeOffset? time = null)
    {
        var at = time is { } known ? $"&time={(known.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture)}" : "";
        return [.. Get($"/api/v1/query?query={Uri.EscapeDataString(expression)}{at}").GetProperty("result").EnumerateArray().Select(series => (
            (IReadOnlyDictionary<string, string>)series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!),
            double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)))];
    }

    /// <summary>The one value of an expression; NaN where it has none.</summary>
    public double Value(string expression, DateTimeOffset? time = null) =>
        Query(expression, time) is [var only] ? only.Value : double.NaN;

    /// <summary>When the samples of a series (of the first, where there are more) since a time were taken.</summary>
    public IReadOnlyList<DateTimeOffset> Times(string selector, DateTimeOffset since)
    {
        var seconds = Math.Ceiling((DateTimeOffset.UtcNow - since).TotalSeconds);
        var result = Get($"/api/v1/query?query={Uri.EscapeDataString($"{selector}[{seconds}s]")}").GetProperty("result");
        return [.. result[0].GetProperty("values").EnumerateArray().Select(sample => DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(sample[0].GetDouble() * 1000)))];
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        directory.Delete(recursive: true);
    }
}
