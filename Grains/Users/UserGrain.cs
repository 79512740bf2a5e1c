using Tripline.Storage.Alerts;

namespace Tripline.Grains.Users;

/// <summary>Holds a user to the limit of alerts. The count is the index's, read at activation.</summary>
public sealed class UserGrain(IAlertIndex index, UserOptions options) : Grain, IUserGrain
{
    private long _alertCount;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _alertCount = await index.CountAsync(this.GetPrimaryKeyString(), cancellationToken);

    /// <inheritdoc/>
    public Task<int> ReserveAlerts(int count)
    {
        var allowed = (int)Math.Clamp(options.MaxAlerts - _alertCount, 0, count);
        _alertCount += allowed;
        return Task.FromResult(allowed);
    }

    /// <inheritdoc/>
    public Task ReleaseAlerts(int count)
    {
        _alertCount = Math.Max(0, _alertCount - count);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<long> GetAlertCount() => Task.FromResult(_alertCount);
}
