using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace Tripline.Silo.Membership;

/// <summary>TLS between silos, in which both sides show a certificate.</summary>
internal static class SiloTls
{
    /// <summary>Encrypts every connection to and from other silos and refuses whoever shows no certificate of the
    /// authority.</summary>
    /// <exception cref="InvalidOperationException">A file cannot be used; the message names it.</exception>
    public static ISiloBuilder UseSiloTls(this ISiloBuilder silo, SiloCertificates files)
    {
        var own = Read(files.Certificate, () =>
        {
            using var parts = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);

            // The system's TLS wants the key in the store's own form.
            return X509CertificateLoader.LoadPkcs12(parts.Export(X509ContentType.Pkcs12), null);
        });
        var authority = Read(files.Authority, () =>
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(files.Authority);
            return roots;
        });
        return silo.UseTls(options =>
        {
            options.LocalCertificate = own;
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;

            // Which silo it is, the membership says; the certificate says that it is one of them.
            options.RemoteCertificateValidation = (certificate, chain, _) => IsSigned(certificate, chain, authority);
            options.OnAuthenticateAsClient = (_, client) => client.TargetHost = own.GetNameInfo(
                X509NameType.DnsName, forIssuer: false);
        });
    }

    private static bool IsSigned(X509Certificate2 certificate, X509Chain? shown, X509Certificate2Collection authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (shown is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate);
    }

    private static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"The certificate file {path} cannot be used: {fault.Message}", fault);
        }
    }
}
