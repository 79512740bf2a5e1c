using System.Collections.Concurrent;
using Tripline.Silo.Cluster;

namespace Tripline.Tests.Unit.Silo.Cluster;

/// <summary>The steps of holding partitions, noted in order; each can be made to wait or to fail. Complains when a
/// step comes that must not.</summary>
internal sealed class FakeWork : IPartitionWork
{
    private readonly ConcurrentDictionary<int, Partition> _partitions = new();
    private readonly ConcurrentQueue<string> _steps = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<int, long> _generations;

    public FakeWork(ConcurrentDictionary<int, long>? generations = null) => _generations = generations ?? new();

    /// <summary>Waited for before a step, by its name and partition.</summary>
    public Func<string, int, CancellationToken, Task>? Before { get; set; }

    /// <summary>Whether an attempt to close a partition ends all activations.</summary>
    public Func<int, bool> Closes { get; set; } = _ => true;

    public IReadOnlyList<string> Steps => [.. _steps];

    /// <summary>What should not have happened.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>Whether a write to the partition would be stored now.</summary>
    public bool CanWrite(int partition) =>
        Of(partition).Held is > 0 and var held && held == _generations.GetValueOrDefault(partition);

    /// <summary>The generation that writes carry; 0 when they are refused here already.</summary>
    public long HeldGeneration(int partition) => Of(partition).Held;

    public bool IsServing(int partition) => Of(partition).IsServing;

    /// <summary>Lets a pump end by itself.</summary>
    public void EndPump(int partition) => Of(partition).Pump?.TrySetResult();

    public async Task<long> TakeAsync(int partition, CancellationToken cancellationToken)
    {
        var state = Of(partition);
        Demand(state.Pump is null && !state.HasActivations, $"take {partition} while something of it still runs");
        await NoteAsync("take", partition, cancellationToken);
        state.Held = _generations.AddOrUpdate(partition, 1, (_, generation) => generation + 1);
        return state.Held;
    }

    public async Task StartAsync(int partition, long generation, CancellationToken cancellationToken)
    {
        var state = Of(partition);
        await NoteAsync("start", partition, cancellationToken);
        state.HasActivations = true;
        state.Pump = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public Task WhenCaughtUpAsync(int partition, CancellationToken cancellationToken) =>
        NoteAsync("catch up", partition, cancellationToken);

    public Task WhenEndedAsync(int partition) => Of(partition).Pump?.Task ?? Task.CompletedTask;

    public void Serve(int partition)
    {
        _steps.Enqueue($"serve {partition}");
        Of(partition).IsServing = true;
    }

    public void BeginLeave(int partition)
    {
        _steps.Enqueue($"begin leave {partition}");
        Of(partition).IsServing = false;
    }

    public async Task StopAsync(int partition, bool withCheckpoint, CancellationToken giveUp)
    {
        try
        {
            await NoteAsync(withCheckpoint ? "stop" : "stop without checkpoint", partition, giveUp);
        }
        catch (OperationCanceledException)
        {
            _steps.Enqueue($"give up {partition}");
        }

        Of(partition).Pump?.TrySetResult();
        Of(partition).Pump = null;
    }

    public async Task<bool> CloseAsync(int partition, TimeSpan timeout)
    {
        await NoteAsync("close", partition, CancellationToken.None);
        var closes = Closes(partition);
        Of(partition).HasActivations &= !closes;
        return closes;
    }

    public void Release(int partition)
    {
        if (Of(partition).Held != 0)
        {
            _steps.Enqueue($"release {partition}");
            Of(partition).Held = 0;
        }
    }

    private Partition Of(int partition) => _partitions.GetOrAdd(partition, _ => new Partition());

    private async Task NoteAsync(string step, int partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Before is { } before)
        {
            await before(step, partition, cancellationToken);
        }

        _steps.Enqueue($"{step} {partition}");
    }

    private void Demand(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Enqueue(fault);
        }
    }

    private sealed class Partition
    {
        private long _held;

        public long Held
        {
            get => Volatile.Read(ref _held);
            set => Volatile.Write(ref _held, value);
        }

        public volatile TaskCompletionSource? Pump;

        public volatile bool HasActivations;

        public volatile bool IsServing;
    }
}
