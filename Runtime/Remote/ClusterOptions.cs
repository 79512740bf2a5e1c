namespace Tripline.Runtime.Remote;

/// <summary>How silos reach each other.</summary>
public sealed class ClusterOptions
{
    /// <summary>The least length of <see cref="Key"/>.</summary>
    public const int MinKeyLength = 16;

    /// <summary>This silo's id; others see it in their logs.</summary>
    public string SiloId { get; set; } = string.Empty;

    /// <summary>The IP address on which the cluster port listens. Whoever reaches it and has the key can call every grain.
    /// </summary>
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>The cluster port; 0 for any free one.</summary>
    public int Port { get; set; } = 8181;

    /// <summary>The secret that all silos of a cluster share, at least <see cref="MinKeyLength"/> characters.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>A PEM file with this silo's certificate; with it all traffic is encrypted. Null for none.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>A PEM file with the certificate's private key.</summary>
    public string? CertificateKeyPath { get; set; }

    /// <summary>A PEM file with the authority that signed all silos' certificates; null when they share one certificate.
    /// </summary>
    public string? AuthorityPath { get; set; }

    /// <summary>How long connecting may take, and how long a silo may give no sign of life before its connection is given
    /// up; positive.</summary>
    public TimeSpan PeerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Checks the options.</summary>
    /// <exception cref="InvalidOperationException">One is missing or wrong; says which and what to do.</exception>
    public void Validate()
    {
        if (Key.Length < MinKeyLength || Key.Any(letter => letter is <= ' ' or > '~'))
        {
            throw new InvalidOperationException(
                $"The cluster key must be at least {MinKeyLength} characters of ASCII without spaces; give all silos the "
                + "same one, made at random.");
        }

        if (!System.Net.IPAddress.TryParse(ListenAddress, out _))
        {
            throw new InvalidOperationException(
                $"The cluster listens on an IP address, such as 0.0.0.0 for all; '{ListenAddress}' is none.");
        }

        if (PeerTimeout <= TimeSpan.Zero)
        {
            throw new InvalidOperationException($"The cluster's peer time-out is {PeerTimeout}; it must be positive.");
        }

        if (CertificatePath is null != CertificateKeyPath is null)
        {
            throw new InvalidOperationException("The cluster's certificate and its private key go together; give both.");
        }
    }
}
