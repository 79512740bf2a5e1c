using Tripline.Api.Silo;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;

namespace Tripline.Silo.Cluster;

/// <summary>All silos of the cluster, as this one sees them: asks the others, each with a bound, so that a silent one keeps
/// nobody from being shown.</summary>
internal sealed class SiloCluster(
    ClusterView view,
    PartitionOwnership ownership,
    SiloTalk talk,
    ISiloReport report,
    IGrainInspector inspector,
    MembershipOptions options,
    TimeProvider time) : ISiloCluster
{
    /// <inheritdoc/>
    public async Task<SiloList> ReadAsync(CancellationToken cancellationToken)
    {
        var current = view.Current;
        var others = current.Silos
            .Where(entered => entered.Silo.SiloId != view.Self.SiloId)
            .OrderBy(entered => entered.Silo.SiloId, StringComparer.Ordinal)
            .Select(async entered =>
            {
                var (state, error) = await TryAskAsync<SiloAnswer>(
                    Address(entered.Silo), new SiloQuestion(SiloTalk.Report), cancellationToken);
                return new SiloItem(
                    entered.Silo.SiloId,
                    entered.Silo.Address,
                    IsSelf: false,
                    Math.Round(entered.HeartbeatAge.TotalSeconds, 3),
                    error,
                    state);
            });
        var self = new SiloItem(view.Self.SiloId, view.Self.Address, IsSelf: true, 0, null, report.Read());
        SiloItem[] items = [self, .. await Task.WhenAll(others)];
        var owned = items
            .SelectMany(item => item.State?.Partitions ?? [])
            .Select(partition => partition.Number)
            .ToHashSet();
        return new SiloList(
            items,
            ownership.PartitionCount,
            [.. Enumerable.Range(0, ownership.PartitionCount)
                .Where(partition => !owned.Contains(partition) && view.OwnerOf(partition) is null)]);
    }

    /// <inheritdoc/>
    public async Task<GrainList?> ListGrainsAsync(
        string? silo, string? type, int limit, CancellationToken cancellationToken)
    {
        var asked = view.Current.Silos
            .Select(entered => entered.Silo)
            .Where(entry => silo is null || entry.SiloId == silo)
            .ToList();
        if (silo is not null && asked.Count == 0)
        {
            return null;
        }

        var lists = await Task.WhenAll(asked.Select(async entry =>
        {
            if (entry.SiloId == view.Self.SiloId)
            {
                return inspector.List(type, limit).At(entry.SiloId);
            }

            var (list, _) = await TryAskAsync<GrainList>(
                Address(entry), new SiloQuestion(SiloTalk.Grains, type, Limit: limit), cancellationToken);
            return (list ?? new GrainList([], IsWhole: false)).At(entry.SiloId);
        }));
        return new GrainList(
            [.. lists.SelectMany(list => list.Items).OrderByDescending(item => item.Calls).Take(limit)],
            lists.All(list => list.IsWhole));
    }

    /// <inheritdoc/>
    public Task<GrainView?> InspectAsync(string type, string key, CancellationToken cancellationToken) =>
        view.OwnerOf(view.PartitionOf(key)) is { } owner
            ? AskAsync<GrainView>(owner, new SiloQuestion(SiloTalk.Inspect, type, key), cancellationToken)
            : inspector.InspectAsync(type, key);

    /// <inheritdoc/>
    public Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken) =>
        view.OwnerOf(view.PartitionOf(key)) is { } owner
            ? AskAsync<bool>(owner, new SiloQuestion(SiloTalk.Deactivate, type, key), cancellationToken)
            : inspector.DeactivateAsync(type, key, cancellationToken);

    private static SiloAddress Address(Storage.Silos.SiloEntry entry) => new(entry.SiloId, entry.Address);

    private async Task<(T? Answer, string? Error)> TryAskAsync<T>(
        SiloAddress silo, SiloQuestion question, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (await AskAsync<T>(silo, question, cancellationToken), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, exception.Message);
        }
    }

    private async Task<T?> AskAsync<T>(SiloAddress silo, SiloQuestion question, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(options.AskTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            return await talk.AskAsync<T>(silo, question, either.Token);
        }
        catch (Exception exception) when (bound.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"Silo {silo} did not answer within {options.AskTimeout.TotalSeconds:0.#} s.", exception);
        }
        catch (RemoteCallException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }
}
