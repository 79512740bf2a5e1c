using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Tripline.Runtime.Remote;

/// <summary>The certificates of a cluster that encrypts. A silo is trusted if the cluster's authority signed its
/// certificate, or if it has the one that all share; under which name it is reached does not matter.</summary>
internal sealed class ClusterTls : IDisposable
{
    private readonly X509Certificate2 _trusted;

    private ClusterTls(X509Certificate2 own, X509Certificate2 trusted)
    {
        Own = own;
        _trusted = trusted;
    }

    /// <summary>This silo's certificate, with its key.</summary>
    internal X509Certificate2 Own { get; }

    /// <summary>The certificates that the options name; null when they name none.</summary>
    internal static ClusterTls? From(ClusterOptions options)
    {
        if (options.CertificatePath is null)
        {
            return null;
        }

        var own = X509Certificate2.CreateFromPemFile(options.CertificatePath, options.CertificateKeyPath);
        return new ClusterTls(own, options.AuthorityPath is { } authority
            ? X509CertificateLoader.LoadCertificateFromFile(authority)
            : own);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Own.Dispose();
        _trusted.Dispose();
    }

    /// <summary>What the calling side checks and shows.</summary>
    internal SslClientAuthenticationOptions ClientOptions() => new()
    {
        RemoteCertificateValidationCallback = (_, certificate, _, _) => IsTrusted(certificate),
    };

    private bool IsTrusted(X509Certificate? certificate)
    {
        if (certificate is null)
        {
            return false;
        }

        using var shown = new X509Certificate2(certificate);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return shown.RawDataMemory.Span.SequenceEqual(_trusted.RawDataMemory.Span) || chain.Build(shown);
    }
}
