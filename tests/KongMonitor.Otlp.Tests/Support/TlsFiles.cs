// SPDX-License-Identifier: MIT
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KongMonitor.OtlpTests.Support;

/// <summary>A certificate of 127.0.0.1, signed by itself, and its key, as PEM files.</summary>
sealed class TlsFiles : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kong-monitor-otlp");

    public TlsFiles()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    public string Certificate => Path.Combine(folder.FullName, "certificate.pem");

    public string Key => Path.Combine(folder.FullName, "key.pem");

    public void Dispose() => folder.Delete(recursive: true);
}
