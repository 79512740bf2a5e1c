using System.Collections.Concurrent;
using System.Threading.Channels;
using Tripline.Storage.Silos;

namespace Tripline.Tests.Unit.Silo.Cluster;

/// <summary>A directory in memory; reading can be made to fail.</summary>
internal sealed class FakeDirectory : ISiloDirectory
{
    private readonly ConcurrentDictionary<string, SiloEntry> _silos = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, PartitionOwner> _owners = new();
    private readonly ConcurrentDictionary<string, TimeSpan> _ages = new(StringComparer.Ordinal);
    private readonly Channel<bool> _changes = Channel.CreateUnbounded<bool>();
    private int _reads;
    private int _beats;

    public volatile Exception? Fault;

    public int Reads => Volatile.Read(ref _reads);

    public int Beats => Volatile.Read(ref _beats);

    public bool Knows(string siloId) => _silos.ContainsKey(siloId);

    public void SetAge(string siloId, TimeSpan age) => _ages[siloId] = age;

    public void Tell() => _changes.Writer.TryWrite(true);

    public Task RegisterAsync(SiloEntry silo, CancellationToken cancellationToken)
    {
        _silos[silo.SiloId] = silo;
        return Task.CompletedTask;
    }

    public Task<bool> HeartbeatAsync(string siloId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _beats);
        return Task.FromResult(_silos.ContainsKey(siloId));
    }

    public Task LeaveAsync(string siloId, CancellationToken cancellationToken)
    {
        _silos.TryRemove(siloId, out _);
        return Task.CompletedTask;
    }

    public Task<DirectoryView> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Fault is { } fault
            ? Task.FromException<DirectoryView>(fault)
            : Task.FromResult(new DirectoryView(
                [.. _silos.Values.Select(silo => new EnteredSilo(silo, _ages.GetValueOrDefault(silo.SiloId)))],
                [.. _owners.Values.OrderBy(owner => owner.Partition)]));
    }

    public Task<long> TakeAsync(int partition, string siloId, CancellationToken cancellationToken) =>
        Task.FromResult(_owners.AddOrUpdate(
            partition,
            _ => new PartitionOwner(partition, 1, siloId, DateTimeOffset.UnixEpoch),
            (_, last) => last with { Generation = last.Generation + 1, SiloId = siloId }).Generation);

    public async Task WaitForChangeAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        await _changes.Reader.ReadAsync(cancellationToken);

    public Task<int> AgreeOnPartitionsAsync(int partitionCount, CancellationToken cancellationToken) =>
        Task.FromResult(partitionCount);
}
