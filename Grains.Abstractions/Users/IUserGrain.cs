namespace Tripline;

/// <summary>A user: how many alerts they have. Key: the user.</summary>
[Alias("tripline.user")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Counts <paramref name="count"/> more alerts where the limit allows it. Returns how many were
    /// allowed.</summary>
    [AlwaysInterleave]
    Task<int> ReserveAlerts(int count);

    /// <summary>Counts <paramref name="count"/> alerts less.</summary>
    [AlwaysInterleave]
    Task ReleaseAlerts(int count);

    /// <summary>How many alerts the user has.</summary>
    [AlwaysInterleave]
    Task<long> GetAlertCount();
}
