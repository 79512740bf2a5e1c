using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

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
    [Description("IP address of the port between silos; never a public one.")]
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>The cluster port; 0 for any free one.</summary>
    [Description("The port between silos.")]
    [Range(0, 65_535)]
    public int Port { get; set; } = 8181;

    /// <summary>The secret that all silos of a cluster share, at least <see cref="MinKeyLength"/> characters.</summary>
    [Description("Secret of at least 16 characters that all silos of a cluster share.")]
    public string Key { get; set; } = string.Empty;

    /// <summary>A PEM file with this silo's certificate; with it all traffic is encrypted. Null for none.</summary>
    [Description("PEM file of this silo's certificate; encrypts what silos say to each other.")]
    public string? CertificatePath { get; set; }

    /// <summary>A PEM file with the certificate's private key.</summary>
    [Description("PEM file of the certificate's private key.")]
    public string? CertificateKeyPath { get; set; }

    /// <summary>A PEM file with the authority that signed all silos' certificates; null when they share one certificate.
    /// </summary>
    [Description("PEM file of the authority of all silos' certificates, if they do not share one.")]
    public string? AuthorityPath { get; set; }

    /// <summary>How long connecting may take, and how long a silo may give no sign of life before its connection is given
    /// up; positive.</summary>
    [Description("A silo that gives no sign of life for so long is connected to anew.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
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
