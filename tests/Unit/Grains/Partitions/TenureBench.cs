using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Grains.Partitions;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>A log, tenures of its partitions and what they work with, for one test.</summary>
internal sealed class TenureBench : IAsyncDisposable
{
    private readonly LogFolder _folder;
    private readonly bool _ownsFolder;
    private readonly TickQueues _queues;
    private readonly PartitionServices _services;
    private readonly List<HeldPartition> _held = [];

    public TenureBench(
        int partitions = 1, LogFolder? folder = null, MemoryCheckpoints? store = null, ManualClock? clock = null)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? new LogFolder();
        Store = store ?? new MemoryCheckpoints();
        Log = _folder.Open(partitions);
        Partitions = new LocalPartitions(Log, Store, new SoleTenures(), Locals);
        TimeProvider time = clock is null ? TimeProvider.System : clock;
        _queues = new TickQueues(Log, Runs, time, NullLogger<TickQueues>.Instance);
        _services = new PartitionServices(
            Log, _queues, Store, new SoleTenures(), Locals, Partitions, Options, time, NullLogger<PartitionGrain>.Instance);
        Appender = new TickAppender(Log, Partitions);
        Claims = new TickRepeats(Partitions, null!, time);
    }

    public EmbeddedTickLog Log { get; }

    public RecordingSymbols Symbols { get; } = new();

    public LocalSymbols Locals { get; } = new();

    public LocalPartitions Partitions { get; }

    public MemoryCheckpoints Store { get; }

    public PartitionOptions Options { get; } = new();

    public TickStreamOptions Runs { get; } = new();

    public TickAppender Appender { get; }

    public TickRepeats Claims { get; }

    public PartitionStatus Status => Partitions.Statuses[0];

    /// <summary>The generations that could not go on, and why.</summary>
    public ConcurrentDictionary<long, string> Broken { get; } = new();

    public Task AppendAsync(params Tick[] ticks) =>
        Appender.AppendAsync(ticks, CancellationToken.None).AsTask();

    /// <summary>Appends what did not come before, as a post does; returns the others.</summary>
    public async Task<IReadOnlyList<int>> PostAsync(params Tick[] ticks)
    {
        var claim = await Claims.ClaimAsync(ticks, CancellationToken.None);
        await AppendAsync([.. ticks.Where((_, index) => !claim.Repeated.Contains(index))]);
        await claim.SettleAsync(isStored: true);
        return claim.Repeated;
    }

    /// <summary>Holds all partitions.</summary>
    public async Task StartAsync()
    {
        for (var partition = 0; partition < Log.PartitionCount; partition++)
        {
            await StartAsync(partition, generation: 0);
        }
    }

    public async Task<PartitionTenure> StartAsync(int partition, long generation)
    {
        var tenure = new PartitionTenure(
            new PartitionHold(partition, generation), _services, Symbols.Grain, reason => Broken.TryAdd(generation, reason));
        await tenure.StartAsync(CancellationToken.None);
        Partitions.Add(tenure);
        var held = new HeldPartition(tenure, _queues[partition]);
        _held.Add(held);
        held.Start();
        return tenure;
    }

    public Task WhenCaughtUpAsync() => Task.WhenAll(_held.Select(held => held.Tenure.CaughtUp)).WaitAsync(
        TimeSpan.FromSeconds(30));

    public Task CheckpointIfDueAsync() => Task.WhenAll(_held.Select(held => held.CheckpointIfDueAsync()));

    /// <summary>Leaves all partitions.</summary>
    public async Task StopAsync()
    {
        foreach (var held in _held)
        {
            await held.EndAsync();
            Partitions.Remove(held.Tenure);
            held.Dispose();
        }

        _held.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Log.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
