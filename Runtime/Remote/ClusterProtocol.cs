using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tripline.Runtime.Remote;

/// <summary>How a stream between silos is asked for.</summary>
internal static class ClusterProtocol
{
    /// <summary>The oldest version that is spoken.</summary>
    internal const int Oldest = 1;

    /// <summary>The newest version that is spoken. A change that an older silo would misread raises it; both are spoken
    /// until no silo is left that speaks only the older one.</summary>
    internal const int Newest = 1;

    internal const string Root = "/cluster/streams/";
    internal const string VersionHeader = "tripline-protocol";
    internal const string SiloHeader = "tripline-silo";
    internal const string Scheme = "Tripline";

    /// <summary>The versions that this silo offers.</summary>
    internal static string Offer { get; } = $"{Oldest}-{Newest}";

    /// <summary>The newest version that is in an offer and in ours; null when there is none, or when it is no offer.
    /// </summary>
    internal static int? Choose(string? offer)
    {
        var parts = (offer ?? string.Empty).Split('-');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var oldest)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var newest)
            && Math.Max(oldest, Oldest) <= Math.Min(newest, Newest)
                ? Math.Min(newest, Newest)
                : null;
    }

    /// <summary>Whether it is the header that proves the key; takes as long whatever is wrong with it.</summary>
    internal static bool Proves(string? authorization, string key) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(authorization ?? string.Empty)),
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Scheme} {key}")));
}
