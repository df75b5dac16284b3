// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace KongMonitor.Capture;

/// <summary>
/// One monitor per network namespace: two would count everything twice in the eyes of their users. The lock is an abstract
/// unix socket, because its names belong to the network namespace and are free again as soon as the process is gone.
/// Whoever connects is told who holds it.
/// </summary>
public sealed class NamespaceLock : IDisposable
{
    const string Silent = "which one, it does not say";
    const string SocketName = "\0kong-ebpf-monitor";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    readonly Socket listener;
    readonly Thread thread;

    NamespaceLock(Socket listener)
    {
        this.listener = listener;
        var holder = string.Create(
            CultureInfo.InvariantCulture,
            $"pid {Environment.ProcessId} on {Environment.MachineName} since {DateTimeOffset.Now:yyyy-MM-dd'T'HH:mm:sszzz}");
        var answer = Encoding.UTF8.GetBytes(holder);
        thread = new(() => Answer(answer), maxStackSize: 128 * 1024) { IsBackground = true, Name = "namespace lock" };
        thread.Start();
    }

    /// <summary>Takes the lock of the calling thread's network namespace.</summary>
    /// <exception cref="AlreadyRunningException">Another monitor holds it.</exception>
    public static NamespaceLock Acquire()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(SocketName));
            socket.Listen();
            return new(socket);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            throw new AlreadyRunningException(FindHolder() ?? Silent);
        }
    }

    /// <summary>Who holds the lock of the calling thread's network namespace, as it says itself; null if nobody does.</summary>
    public static string? FindHolder()
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        try
        {
            client.Connect(new UnixDomainSocketEndPoint(SocketName));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return null;
        }
        catch (SocketException)
        {
            return Silent;
        }

        return Ask(client);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        listener.Dispose();
        thread.Join();
    }

    void Answer(byte[] answer)
    {
        while (true)
        {
            try
            {
                using var client = listener.Accept();
                client.SendTimeout = (int)Patience.TotalMilliseconds;
                client.Send(answer);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
            {
                return;
            }
            catch (SocketException)
            {
                // That client left; the next one is served.
            }
        }
    }

    static string Ask(Socket client)
    {
        try
        {
            Span<byte> buffer = stackalloc byte[256];
            var answer = Encoding.UTF8.GetString(buffer[..client.Receive(buffer)]);
            return answer.Length > 0 ? string.Concat(answer.Where(c => !char.IsControl(c))) : Silent;
        }
        catch (SocketException)
        {
            return Silent;
        }
    }
}
