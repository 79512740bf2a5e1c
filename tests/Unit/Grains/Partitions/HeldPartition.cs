using Tripline.Grains.Partitions;
using Tripline.Streams.Provider;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>Delivers a partition's runs to a tenure as a pulling agent of Orleans does: one after the other, the same one
/// again when it failed.</summary>
internal sealed class HeldPartition(PartitionTenure tenure, TickQueue queue) : IDisposable
{
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(2);

    // The tenure belongs to the turns of one grain.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public PartitionTenure Tenure => tenure;

    public void Start() => _loop = Task.Run(RunAsync);

    public async Task CheckpointIfDueAsync()
    {
        await _turn.WaitAsync();
        await tenure.CheckpointIfDueAsync();
        _turn.Release();
    }

    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        using var bound = new CancellationTokenSource(EndBound);
        await tenure.EndAsync(bound.Token);
        await _loop;
    }

    public void Dispose()
    {
        _turn.Dispose();
        _stop.Dispose();
    }

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
            await _turn.WaitAsync();
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
            finally
            {
                _turn.Release();
            }
        }
    }
}
