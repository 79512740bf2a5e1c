using Tripline.Grains.Partitions;
using Tripline.Streams.Provider;

namespace Tripline.Api.Silo;

/// <summary>All active silos of the cluster: asks each, this one too, and waits a moment for the answer.</summary>
internal sealed class AllSilos(
    ClusterMembers members,
    IMembershipTable table,
    ILocalSiloDetails self,
    SiloServices services,
    IPartitionPlacement placement,
    IGrainInspector inspector,
    TimeProvider clock) : ISiloCluster
{
    /// <summary>How long a silo may take to answer.</summary>
    internal static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<SiloList> ReadAsync(CancellationToken cancellationToken)
    {
        var silos = Ordered();
        var signs = ReadSignsOfLifeAsync(cancellationToken);
        var answers = await Task.WhenAll(silos.Select(silo => AskAsync(silo, static service => service.Report(), cancellationToken)));
        var seen = await signs;
        var items = silos.Zip(answers, (silo, answer) => new SiloItem(
            IdOf(silo),
            silo.Endpoint.ToString(),
            silo.Equals(self.SiloAddress),
            seen.TryGetValue(silo, out var at) ? Math.Round(Math.Max(0, (clock.GetUtcNow() - at).TotalSeconds), 3) : null,
            answer.Error,
            answer.Value)).ToList();
        return new SiloList(items, placement.PartitionCount, Unowned(silos, answers));
    }

    /// <inheritdoc/>
    public async Task<GrainList?> ListGrainsAsync(
        string? silo, string? type, int limit, CancellationToken cancellationToken)
    {
        var asked = Ordered().Where(each => silo is null || IdOf(each) == silo).ToList();
        if (silo is not null && asked.Count == 0)
        {
            return null;
        }

        var lists = await Task.WhenAll(asked.Select(async each =>
        {
            var (list, _) = await AskAsync(each, service => service.ListGrains(type, limit), cancellationToken);
            return (list ?? new GrainList([], IsWhole: false)).At(IdOf(each));
        }));
        return new GrainList(
            [.. lists.SelectMany(static list => list.Items).OrderByDescending(static item => item.Calls).Take(limit)],
            lists.All(static list => list.IsWhole));
    }

    /// <inheritdoc/>
    public async Task<GrainView?> InspectAsync(string type, string key, CancellationToken cancellationToken)
    {
        var isActive = await IsActiveAsync(type, key, cancellationToken);
        return await inspector.ReadStateAsync(type, key) is { } state ? new GrainView(type, key, isActive, state) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken)
    {
        var isActive = await IsActiveAsync(type, key, cancellationToken);
        if (isActive)
        {
            await inspector.DeactivateAsync(type, key, cancellationToken);
        }

        return isActive;
    }

    private static string IdOf(SiloAddress silo) => silo.ToParsableString();

    private List<SiloAddress> Ordered() =>
    [
        self.SiloAddress,
        .. members.Active.Where(silo => !silo.Equals(self.SiloAddress)).OrderBy(IdOf, StringComparer.Ordinal),
    ];

    private async Task<bool> IsActiveAsync(string type, string key, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Ordered().Select(silo =>
            AskAsync(silo, service => service.IsActive(type, key), cancellationToken)));
        return answers.Any(static answer => answer.Value);
    }

    // A partition that is on its way is nobody's; one whose silo is silent may well be its.
    private List<int> Unowned(List<SiloAddress> silos, (SiloAnswer? Value, string? Error)[] answers)
    {
        var owned = answers.SelectMany(static answer => answer.Value?.Partitions ?? [])
            .Select(static partition => partition.Number)
            .ToHashSet();
        var silent = silos.Where((_, at) => answers[at].Value is null).ToHashSet();
        return [.. Enumerable.Range(0, placement.PartitionCount)
            .Where(partition => !owned.Contains(partition) && !silent.Contains(placement.SiloOf(partition, silos)))];
    }

    private async Task<Dictionary<SiloAddress, DateTimeOffset>> ReadSignsOfLifeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var rows = await table.ReadAllAsync(cancellationToken).WaitAsync(AskTimeout, clock, cancellationToken);
            return rows.Members.ToDictionary(
                static row => row.Item1.SiloAddress,
                static row => new DateTimeOffset(DateTime.SpecifyKind(row.Item1.IAmAliveTime, DateTimeKind.Utc)));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The silos themselves can be shown without the database.
            return [];
        }
    }

    private async Task<(T? Value, string? Error)> AskAsync<T>(
        SiloAddress silo, Func<ISiloService, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return (await ask(services.Of(silo)).WaitAsync(AskTimeout, clock, cancellationToken), null);
        }
        catch (TimeoutException)
        {
            return (default, $"It did not answer within {AskTimeout.TotalSeconds:0.#} s.");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return (default, $"It did not answer: {failure.Message}");
        }
    }
}
