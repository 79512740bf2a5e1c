using Tripline.Grains.Partitions;
using Tripline.Streams.Provider;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>Delivers a partition's runs to a tenure as a pulling agent of Orleans does: one after the other, the same one
/// again when it failed.</summary>
internal sealed class HeldPartition(PartitionTenure tenure, TickQueue queue) : IDisposable
{
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(2);

    // The tenure belongs to the turns of one grain.
    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public PartitionTenure Tenure => tenure;

    public void Start() => _loop = InTurns(RunAsync);

    public Task CheckpointIfDueAsync() => InTurns(tenure.CheckpointIfDueAsync);

    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        using var bound = new CancellationTokenSource(EndBound);
        await InTurns(() => tenure.EndAsync(bound.Token));
        await _loop;
    }

    public void Dispose() => _stop.Dispose();

    private Task InTurns(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();

    private async Task RunAsync()
    {
        using var cursor = new TickLogCursor(queue, tenure.NextOffset);
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                _ = cursor.MoveNextWithResult();
                if (cursor.GetCurrent(out _) is TickRun run)
                {
                    await DeliverAsync(run);
                }
                else
                {
                    await queue.WaitAsync(_stop.Token);
                }
            }
        }
        catch (Exception over) when (over is PartitionLeftException or ObjectDisposedException)
        {
            // Its tenure has ended, or the log is closed.
        }
    }

    private async Task DeliverAsync(TickRun run)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await tenure.PassAsync(run).WaitAsync(_stop.Token);
                return;
            }
            catch (Exception failure) when (failure is not PartitionLeftException)
            {
                if (tenure.Broken is not null)
                {
                    return;
                }
            }
        }
    }
}
