using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Tripline.Silo.Membership;

/// <summary>Where the silos of a cluster reach each other, and how they encrypt what they say.</summary>
internal sealed class EndpointOptions
{
    /// <summary>The IP address on which the port between silos listens. Whoever reaches it can call every grain, unless
    /// there are certificates.</summary>
    [Description("IP address of the port between silos; never a public one.")]
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>The port between silos.</summary>
    [Description("The port between silos; 0 for any free one.")]
    [Range(0, 65_535)]
    public int Port { get; set; }

    /// <summary>The IP address at which other silos reach this one.</summary>
    [Description("IP address at which other silos reach this one; as it listens when empty.")]
    public string Address { get; set; } = "";

    /// <summary>A PEM file of this silo's certificate; with it silos encrypt what they say, and take only each other.
    /// </summary>
    [Description("PEM file of this silo's certificate; encrypts what silos say to each other.")]
    public string CertificatePath { get; set; } = "";

    /// <summary>A PEM file of the certificate's private key.</summary>
    [Description("PEM file of the certificate's private key.")]
    public string CertificateKeyPath { get; set; } = "";

    /// <summary>A PEM file of the authority that signed all silos' certificates.</summary>
    [Description("PEM file of the authority of all silos' certificates.")]
    public string AuthorityPath { get; set; } = "";

    /// <summary>The address to listen on.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public IPAddress Listen() => Parse(ListenAddress, nameof(ListenAddress));

    /// <summary>The address to tell others.</summary>
    /// <exception cref="InvalidOperationException">It is none, or one that nobody can connect to.</exception>
    public IPAddress Advertise()
    {
        var address = Address.Length > 0 ? Parse(Address, nameof(Address)) : Listen();
        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? throw new InvalidOperationException(
                "Other silos must know where to reach this one: name its IP address with --Endpoint:Address.")
            : address;
    }

    private static IPAddress Parse(string text, string option) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new InvalidOperationException($"Endpoint:{option} is '{text}'; it must be an IP address.");
}
