namespace Tripline.Api.Silo;

/// <summary>The cluster where there is none: this silo.</summary>
internal sealed class OneSilo(ISiloReport report, IGrainInspector inspector) : ISiloCluster
{
    private const string Id = "local";

    /// <inheritdoc/>
    public Task<SiloList> ReadAsync(CancellationToken cancellationToken)
    {
        var state = report.Read();
        return Task.FromResult(new SiloList(
            [new SiloItem(Id, null, IsSelf: true, null, null, state)], state.Partitions.Count, []));
    }

    /// <inheritdoc/>
    public Task<GrainList?> ListGrainsAsync(
        string? silo, string? type, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(silo is null or Id ? inspector.List(type, limit).At(Id) : null);

    /// <inheritdoc/>
    public async Task<GrainView?> InspectAsync(string type, string key, CancellationToken cancellationToken)
    {
        var isActive = inspector.IsActive(type, key);
        return await inspector.ReadStateAsync(type, key) is { } state ? new GrainView(type, key, isActive, state) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken)
    {
        var isActive = inspector.IsActive(type, key);
        if (isActive)
        {
            await inspector.DeactivateAsync(type, key, cancellationToken);
        }

        return isActive;
    }
}
