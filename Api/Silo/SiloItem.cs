namespace Tripline.Api.Silo;

/// <summary>One of the silos.</summary>
/// <param name="Id">Its id in the cluster; <c>local</c> where there is only one silo.</param>
/// <param name="Address">Where other silos reach it; null where there are none.</param>
/// <param name="IsSelf">Whether it is the one that answers.</param>
/// <param name="HeartbeatAgeSeconds">Time since its last sign of life in the directory; null without a directory.</param>
/// <param name="Error">Why its state could not be asked for, a sentence; null when it could.</param>
/// <param name="State">What it says of itself, with the partitions that it owns; null when it does not answer.</param>
public sealed record SiloItem(
    string Id, string? Address, bool IsSelf, double? HeartbeatAgeSeconds, string? Error, SiloAnswer? State);
