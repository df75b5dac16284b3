// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace KongMonitor.SystemTests.Support;

/// <summary>The collector of tests/KongMonitor.Otlp.Tests, at loopback in a network namespace.</summary>
sealed class OtlpReceiver : IAsyncDisposable
{
    static readonly string folder = Path.Combine(Repository.Root, "tests", "KongMonitor.Otlp.Tests", "receiver");
    static readonly Lock installing = new();
    readonly Process process;
    readonly ConcurrentQueue<JsonElement> lines = new();
    readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    OtlpReceiver(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
    }

    public int Port { get; private set; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Starts it; it listens when this returns.</summary>
    public static async Task<OtlpReceiver> Start(string networkNamespace, string protocol, params string[] options)
    {
        Install();
        var receiver = new OtlpReceiver(Process.Start(
            new ProcessStartInfo("nsenter", ["--net=/run/netns/" + networkNamespace, "node", Path.Combine(folder, "receiver.mjs"), protocol, .. options])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!);
        receiver.Port = await receiver.port.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>What requests are answered with from now on, as receiver.mjs says.</summary>
    public void Answer(string answer) => process.StandardInput.WriteLine(answer);

    /// <summary>All metrics that came, in their order.</summary>
    public IEnumerable<JsonElement> Metrics() => lines.ToArray()
        .SelectMany(line => All(line.GetProperty("request"), "resourceMetrics")).SelectMany(it => All(it, "scopeMetrics")).SelectMany(it => All(it, "metrics"));

    /// <summary>The points of the last time that a metric came.</summary>
    public IReadOnlyList<OtlpPoint> Last(string metric)
    {
        var points = Metrics().Where(it => it.GetProperty("name").GetString() == metric)
            .SelectMany(it => All(it.GetProperty(it.GetProperty("data").GetString()!), "dataPoints")).Select(OtlpPoint.Of).ToArray();
        return [.. points.Where(point => point.Time == points.Max(it => it.Time))];
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    static void Install()
    {
        lock (installing)
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            {
                Command.Run("npm", "ci", "--silent", "--no-audit", "--no-fund", "--prefix", folder);
            }
        }
    }

    static JsonElement.ArrayEnumerator All(JsonElement parent, string name) => parent.GetProperty(name).EnumerateArray();

    void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        var element = JsonDocument.Parse(line).RootElement;
        if (element.TryGetProperty("port", out var number))
        {
            port.SetResult(number.GetInt32());
        }
        else if (element.TryGetProperty("request", out _))
        {
            lines.Enqueue(element);
        }
    }
}
