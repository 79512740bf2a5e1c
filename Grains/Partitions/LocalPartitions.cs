using System.Collections.Concurrent;
using Tripline.Storage.Checkpoints;
using Tripline.Streams;
using Tripline.Streams.Log;

namespace Tripline.Grains.Partitions;

/// <summary>The partitions that this silo holds.</summary>
public sealed class LocalPartitions : ISourceSequences, ISymbolActivity
{
    private static readonly TimeSpan HoldLook = TimeSpan.FromMilliseconds(20);

    // Below the time that Orleans gives an activation.
    private static readonly TimeSpan HoldBound = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<int, PartitionTenure> _tenures = new();
    private readonly ITickLog _log;
    private readonly LogEnds _ends;
    private readonly ICheckpointStore _store;
    private readonly IPartitionTenures _tenureKind;

    /// <summary>Listens for symbols that end.</summary>
    public LocalPartitions(ITickLog log, ICheckpointStore store, IPartitionTenures tenures, LocalSymbols symbols)
    {
        _tenureKind = tenures;
        _log = log;
        _ends = new LogEnds(log);
        _store = store;
        symbols.OnEnded = SymbolEnded;
    }

    /// <summary>How far each partition that is held is, in order of their numbers.</summary>
    public IReadOnlyList<PartitionStatus> Statuses =>
        [.. _tenures.ToArray().OrderBy(pair => pair.Key).Select(pair => pair.Value.Status)];

    /// <summary>Whether the silo stops: it takes no partition any more.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>How many partitions there are, of all silos.</summary>
    public int PartitionCount => _log.PartitionCount;

    /// <summary>Whether this silo holds a partition with that generation, and can go on.</summary>
    public bool IsHeld(PartitionHold hold) =>
        _tenures.TryGetValue(hold.Partition, out var tenure) && tenure.Hold == hold && tenure.Broken is null;

    /// <summary>Whether this silo holds a partition, whatever its generation.</summary>
    public bool IsHeld(int partition) => _tenures.ContainsKey(partition);

    /// <summary>Whether this silo holds a partition and has passed the end that its log had then.</summary>
    public bool IsCaughtUp(int partition) =>
        _tenures.TryGetValue(partition, out var tenure) && tenure.Broken is null && tenure.CaughtUp.IsCompleted;

    /// <summary>Completes when this silo holds a symbol's partition, with that; at once, with nothing, where it is the only
    /// silo, whose store shows the last checkpoint meanwhile.</summary>
    /// <exception cref="PartitionLeftException">It does not come to hold it within the time.</exception>
    public async Task<PartitionHold?> WhenHeldAsync(string symbol, CancellationToken cancellationToken)
    {
        if (_tenureKind.AreAllHere)
        {
            return null;
        }

        var partition = PartitionOf(symbol);
        for (var waited = TimeSpan.Zero; ; waited += HoldLook)
        {
            if (_tenures.TryGetValue(partition, out var tenure) && tenure.Broken is null)
            {
                return tenure.Hold;
            }

            if (waited >= HoldBound || IsLeaving)
            {
                throw new PartitionLeftException(partition, "It is on its way between two silos.");
            }

            await Task.Delay(HoldLook, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Changed(string symbol)
    {
        if (_tenures.TryGetValue(PartitionOf(symbol), out var tenure))
        {
            tenure.Changed(symbol);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Of a partition that another silo holds, the checkpoint knows: perhaps too little, but what a source sends
    /// again because of that is dropped.</remarks>
    public async ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken)
    {
        long? highest = null;
        for (var partition = 0; partition < _log.PartitionCount; partition++)
        {
            var known = await CompleteThroughAsync(partition, source, cancellationToken);
            highest = known is null || known < highest ? highest : known;
        }

        return highest;
    }

    /// <summary>Completes when the partitions that are held have passed the ends that their logs had then.</summary>
    public Task WhenCaughtUpAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_tenures.Values.Select(tenure => tenure.CaughtUp)).WaitAsync(cancellationToken);

    /// <summary>Says that the silo stops.</summary>
    public void BeginLeave() => IsLeaving = true;

    /// <summary>Has a partition that this silo holds end here, with a checkpoint where it may write one.</summary>
    public void Leave(int partition)
    {
        if (_tenures.TryGetValue(partition, out var tenure))
        {
            tenure.Leave();
        }
    }

    /// <summary>Removes from the log what retention allows and checkpoints need no longer.</summary>
    public void Trim()
    {
        foreach (var status in Statuses)
        {
            if (status.CheckpointOffset >= 0)
            {
                _log.Trim(status.Partition, status.CheckpointOffset);
            }
        }
    }

    /// <summary>The tenure of a partition that this silo holds; null when it does not.</summary>
    internal PartitionTenure? TenureOf(int partition) =>
        _tenures.TryGetValue(partition, out var tenure) && tenure.Broken is null ? tenure : null;

    /// <summary>The position of the last tick of a symbol's partition that may have been acknowledged by now, where the
    /// partition has not passed it; -1 where it has.</summary>
    /// <remarks>Where the log does not answer soon, what this silo knows of it counts: while brokers are away nothing is
    /// acknowledged, and alerts are made all the same.</remarks>
    internal async ValueTask<long> AcknowledgedAsync(string symbol)
    {
        var partition = PartitionOf(symbol);
        PartitionRange range;
        try
        {
            var asked = _ends.ReadAsync(partition);
            range = asked.IsCompletedSuccessfully ? asked.Result : await asked.AsTask().WaitAsync(EndBound);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            range = _log.Range(partition);
        }

        return range.End <= range.Begin || (_tenures.TryGetValue(partition, out var tenure) && tenure.NextOffset >= range.End)
            ? -1
            : LogPosition.Pack(range.End, 0) - 1;
    }

    /// <summary>The position up to which a symbol's partition has passed all ticks; -1 where this silo does not hold it, or
    /// its log holds none.</summary>
    internal long PassedPosition(string symbol)
    {
        var partition = PartitionOf(symbol);
        return TenureOf(partition) is { } tenure && tenure.NextOffset > _log.Range(partition).Begin
            ? LogPosition.Pack(tenure.NextOffset, 0) - 1
            : -1;
    }

    internal void Add(PartitionTenure tenure) => _tenures[tenure.Hold.Partition] = tenure;

    internal void Remove(PartitionTenure tenure) =>
        _tenures.TryRemove(new KeyValuePair<int, PartitionTenure>(tenure.Hold.Partition, tenure));

    private int PartitionOf(string symbol) => SymbolPartition.Of(symbol, _log.PartitionCount);

    private void SymbolEnded(string symbol)
    {
        if (_tenures.TryGetValue(PartitionOf(symbol), out var tenure))
        {
            tenure.SymbolEnded(symbol);
        }
    }

    private async ValueTask<long?> CompleteThroughAsync(
        int partition, string source, CancellationToken cancellationToken)
    {
        if (_tenures.TryGetValue(partition, out var tenure))
        {
            await tenure.CaughtUp.WaitAsync(cancellationToken);
            return tenure.CompleteThrough(source);
        }

        var found = await _store.ReadPartitionAsync(partition, cancellationToken);
        var progress = new SourceProgress();
        progress.Load(found?.SourceSequences ?? new Dictionary<string, long>());
        return progress.CompleteThrough(source);
    }
}
