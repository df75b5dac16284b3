// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Net;

namespace KongMonitor.SystemTests.Support;

/// <summary>An nginx of its own in the gateway's namespace and, where one is given, in a cgroup.</summary>
sealed class Gateway : IAsyncDisposable
{
    readonly Process process;

    Gateway(Process process, IPEndPoint endPoint)
    {
        this.process = process;
        EndPoint = endPoint;
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Starts it; it listens when this returns.</summary>
    public static async Task<Gateway> Start(Lab lab, int port, Cgroup? cgroup)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.State, $"gateway-{port}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            master_process on;
            worker_processes 1;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                server {
                    listen {{port}};
                    listen [::]:{{port}};
                    location / { return 200 "served on {{port}}"; }
                    location /proxied { proxy_pass http://{{lab.UpstreamAddress}}:8080; }
                }
            }
            """);
        var process = Process.Start(new ProcessStartInfo(
            "nsenter",
            ["--net=/run/netns/" + lab.Gateway, .. cgroup?.Enter ?? [], "nginx", "-p", folder, "-e", "error.log", "-c", Path.Combine(folder, "nginx.conf")]))!;
        var gateway = new Gateway(process, new(lab.GatewayAddress, port));
        await Until.True(
            () => process.HasExited || Command.RunIn(lab.Gateway, "ss", "-Hltnp", $"sport = :{port}").Contains($"pid={process.Id},", StringComparison.Ordinal),
            () => $"nginx listens on {port}");
        Assert.False(process.HasExited, $"nginx does not start on {port}");
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        Native.kill(process.Id, Native.SIGTERM); // nginx's master, which ends its worker
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
