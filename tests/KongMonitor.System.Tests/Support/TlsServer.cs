// SPDX-License-Identifier: MIT
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KongMonitor.SystemTests.Http;

namespace KongMonitor.SystemTests.Support;

/// <summary>HTTPS at the gateway with a certificate of its own, which answers every request with 204.</summary>
sealed class TlsServer : IDisposable
{
    readonly X509Certificate2 certificate = MakeCertificate();
    readonly ScriptedServer server;

    public TlsServer(string networkNamespace, int port) => server = new(networkNamespace, port, Serve);

    public void Dispose()
    {
        server.Dispose();
        certificate.Dispose();
    }

    void Serve(Socket socket)
    {
        using var tls = new SslStream(new NetworkStream(socket));
        try
        {
            tls.AuthenticateAsServer(certificate);
            tls.ReadExactly(new byte[16]);
            tls.Write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8);
        }
        catch (IOException)
        {
            // the client went away: the test says whether it should have
        }
    }

    static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=api.example.com", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
