// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;

namespace KongMonitor.SystemTests.Support;

/// <summary>A test of the doctor at the lab's gateway.</summary>
public abstract class DoctorTest(Lab lab) : PinTest(lab)
{
    /// <summary>A doctor for eth0 that looks until it is ended.</summary>
    private protected Task<MonitorProcess> Start(params string[] options) =>
        StartWithoutInterface(options.Contains("--interface") ? options : ["--interface", "eth0", .. options]);

    private protected async Task<MonitorProcess> StartWithoutInterface(params string[] options)
    {
        string[][] defaults = [["--lang", "en"], ["--duration", "20s"]];
        var doctor = MonitorProcess.Start(
            Lab.Gateway, ["doctor", .. defaults.Where(option => !options.Contains(option[0])).SelectMany(option => option), .. options]);
        if (options.Contains("json"))
        {
            return await doctor.Looks("eth0", "lo"); // it says nothing before its end
        }

        await Until.True(() => doctor.Output.EndsWith(" ...", StringComparison.Ordinal), () => $"it looks at the traffic:\n{doctor.Output}\n{doctor.Errors}");
        return doctor;
    }

    private protected void Ask(int connections, int port = 8000)
    {
        for (var i = 0; i < connections; i++)
        {
            using var client = HttpClientSocket.Connect(Lab, new(Lab.GatewayAddress, port));
            client.Call(Request.Get("/direct/200/"));
        }
    }

    private protected void AskOnLoopback(int port)
    {
        using var local = new HttpClientSocket(Lab.Connect(Lab.Gateway, new(System.Net.IPAddress.Loopback, port)));
        local.Call(Request.Get("/direct/200/"));
    }

    /// <summary>Interrupted, it tells what it saw until then.</summary>
    private protected static Task<int> End(MonitorProcess doctor) => doctor.Stop(Native.SIGINT);

    private protected static void Contains(MonitorProcess doctor, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, doctor.Output + '\n', StringComparison.Ordinal));
}
