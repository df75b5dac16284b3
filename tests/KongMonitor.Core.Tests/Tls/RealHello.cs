// SPDX-License-Identifier: MIT
using System.Net.Security;

namespace KongMonitor.CoreTests.Tls;

/// <summary>What the TLS library of this machine really says first.</summary>
static class RealHello
{
    public static async Task<byte[]> Of(string? name, params string[] protocols)
    {
        var wire = new Wiretap();
        await using var tls = new SslStream(wire);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = name ?? "",
            ApplicationProtocols = [.. protocols.Select(protocol => new SslApplicationProtocol(protocol))],
        };
        await Assert.ThrowsAnyAsync<IOException>(() => tls.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken));
        return wire.Written.ToArray();
    }

    /// <summary>Keeps what is written, and is at its end when read.</summary>
    sealed class Wiretap : Stream
    {
        public MemoryStream Written { get; } = new();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => 0;

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written.Write(buffer, offset, count);
    }
}
