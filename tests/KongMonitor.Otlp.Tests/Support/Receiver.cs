// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text.Json;

namespace KongMonitor.OtlpTests.Support;

/// <summary>receiver/receiver.mjs: a collector that owes nothing to our code.</summary>
public sealed class Receiver : IDisposable
{
    const string Success = "{}";
    static readonly string folder = Path.Combine(Repository.Root, "tests", "KongMonitor.Otlp.Tests", "receiver");
    readonly Process process;

    Receiver(Process process)
    {
        this.process = process;
        Port = ReadLine().GetProperty("port").GetInt32();
    }

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <summary>Installs its packages.</summary>
    public static void Install()
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--silent", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
        npm.WaitForExit();
        Assert.Equal(0, npm.ExitCode);
    }

    public static Receiver Start(OtlpProtocol protocol, params string[] options) =>
        Start(protocol == OtlpProtocol.Grpc ? "grpc" : "http", options);

    public static Receiver Start(string protocol, params string[] options) => new(Process.Start(
        new ProcessStartInfo("node", [Path.Combine(folder, "receiver.mjs"), protocol, .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

    /// <summary>What requests are answered with from now on, as receiver.mjs says.</summary>
    public void Answer(string answer) => Tell(answer);

    /// <summary>The requests since the last time; what comes now is answered with success.</summary>
    public IReadOnlyList<ReceivedRequest> Received() => Tell(Success);

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    // It writes one line after the other: what came before the acknowledgement stands before it.
    List<ReceivedRequest> Tell(string answer)
    {
        var received = new List<ReceivedRequest>();
        process.StandardInput.WriteLine(answer);
        process.StandardInput.Flush();
        while (true)
        {
            var line = ReadLine();
            if (line.TryGetProperty("answering", out _))
            {
                return received;
            }

            received.Add(new(line.GetProperty("headers"), line.GetProperty("request")));
        }
    }

    JsonElement ReadLine()
    {
        var line = process.StandardOutput.ReadLine();
        Assert.NotNull(line);
        return JsonDocument.Parse(line).RootElement;
    }
}
