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
    public async Task<GrainList?> ListGrainsAsync(
        string? silo, string? type, int limit, CancellationToken cancellationToken) =>
        silo is null or Id ? (await inspector.ListAsync(type, limit)).At(Id) : null;

    /// <inheritdoc/>
    public Task<GrainView?> InspectAsync(string type, string key, CancellationToken cancellationToken) =>
        inspector.InspectAsync(type, key);

    /// <inheritdoc/>
    public Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken) =>
        inspector.DeactivateAsync(type, key, cancellationToken);
}
