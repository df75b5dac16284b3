// SPDX-License-Identifier: MIT
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KongMonitor.Otlp.Settings;

/// <summary>Whom to trust, and the own certificate, for https.</summary>
static class TlsSetting
{
    public static SslClientAuthenticationOptions Read(Uri endpoint, string? url, Variables variables)
    {
        if (!OpenSsl.IsThere)
        {
            var name = url is null ? "OTEL_EXPORTER_OTLP_ENDPOINT" : OtlpOptions.Option;
            throw new BadOtlpSettingException(name, endpoint.GetLeftPart(UriPartial.Authority), OtlpRule.OpenSsl);
        }

        var options = new SslClientAuthenticationOptions();
        if (variables.Exporter("CERTIFICATE") is { } certificate)
        {
            options.CertificateChainPolicy = Trust(certificate);
        }

        if (variables.Exporter("CLIENT_CERTIFICATE") is { } client)
        {
            options.ClientCertificates = [Own(client, variables.Exporter("CLIENT_KEY"))];
        }

        return options;
    }

    static X509ChainPolicy Trust(Setting setting)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(setting.Value);
        }
        catch (Exception e) when (IsBadFile(e))
        {
            throw setting.Bad(OtlpRule.Certificate, e);
        }

        if (roots.Count == 0)
        {
            throw setting.Bad(OtlpRule.Certificate);
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    static X509Certificate2 Own(Setting certificate, Setting? key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate.Value, (key ?? certificate).Value);
        }
        catch (Exception e) when (IsBadFile(e))
        {
            throw certificate.Bad(OtlpRule.ClientCertificate, e);
        }
    }

    static bool IsBadFile(Exception e) => e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}
