namespace Tripline.Silo.Membership;

/// <summary>What a silo proves its identity with, and whom it believes; paths of PEM files.</summary>
/// <param name="Certificate">The silo's certificate, with those between it and the authority.</param>
/// <param name="Key">Its private key.</param>
/// <param name="Authority">The authority that signed the certificates of all silos of the cluster.</param>
internal sealed record SiloCertificates(string Certificate, string Key, string Authority);
