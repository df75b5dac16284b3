// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text.Json;

namespace KongMonitor.ReplayTests.Support;

/// <summary>What the real program made of a file.</summary>
sealed record Replay(int ExitCode, string Output, string Error)
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    public IReadOnlyList<JsonElement> Lines { get; } =
        [.. Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)];

    public IReadOnlyList<JsonElement> Exchanges => [.. OfType("exchange")];

    public JsonElement Exchange => Assert.Single(Exchanges);

    public JsonElement Capture => Assert.Single(OfType("capture"));

    public JsonElement Snapshot => Assert.Single(OfType("snapshot"));

    public JsonElement Losses => Snapshot.GetProperty("losses");

    public static Replay Of(byte[] file, params string[] options) => WithFile(file, path => OfPath(path, options));

    /// <summary>In a network namespace.</summary>
    public static Replay In(string name, byte[] file) => WithFile(
        file, path => Run("nsenter", [$"--net=/run/netns/{name}", Repository.Monitor, "replay", path, "--lang", "en", "--format", "json"]));

    static Replay WithFile(byte[] file, Func<string, Replay> replay)
    {
        var path = Path.Combine(Path.GetTempPath(), $"replay-test-{Guid.NewGuid():N}.pcap");
        File.WriteAllBytes(path, file);
        try
        {
            return replay(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static Replay OfPath(string path, params string[] options) =>
        Run(["replay", path, "--lang", "en", "--format", "json", .. options]);

    public static Replay Run(params IEnumerable<string> arguments) => Run(Repository.Monitor, arguments);

    static Replay Run(string program, IEnumerable<string> arguments)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it loads BPF programs");
        Assert.True(File.Exists(Repository.Monitor), $"{Repository.Monitor} is missing: run ./build");
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            Assert.True(Task.WaitAll([output, error], limit) && process.WaitForExit(limit), "the replay does not end");
            return new(process.ExitCode, output.Result, error.Result);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>It ended well, and this is its one exchange, that of <see cref="Talk.Exchange"/>.</summary>
    public Replay HasTheExchange(string client = "192.0.2.1:40000", string server = "198.51.100.5:8000", string leg = "downstream")
    {
        Assert.Equal((0, ""), (ExitCode, Error));
        Assert.Equal(
            (1, leg, client, server, "GET", "api.example", "/first", 200, 5, "answered"),
            (Exchange.Int("id"), Exchange.Text("leg"), Exchange.Text("client"), Exchange.Text("server"), Exchange.Text("method"),
                Exchange.Text("domain"), Exchange.Text("path"), Exchange.Int("status"), Exchange.Int("response_body_bytes"), Exchange.Text("outcome")));
        Assert.Empty(Losses.EnumerateObject());
        return this;
    }

    IEnumerable<JsonElement> OfType(string type) => Lines.Where(line => line.Text("type") == type);
}
