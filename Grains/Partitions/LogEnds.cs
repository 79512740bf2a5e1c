using Tripline.Streams.Log;

namespace Tripline.Grains.Partitions;

/// <summary>Reads where partitions end right now. Those who ask while a log is being asked share the next answer: the one
/// that is on its way may be older than their question.</summary>
/// <param name="log">The log.</param>
internal sealed class LogEnds(ITickLog log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, (Task<PartitionRange> Current, Task<PartitionRange>? Next)> _asked = [];

    /// <summary>What a partition holds, no older than the question.</summary>
    /// <exception cref="IOException">The log cannot be asked.</exception>
    public ValueTask<PartitionRange> ReadAsync(int partition)
    {
        lock (_gate)
        {
            if (_asked.TryGetValue(partition, out var asked) && !asked.Current.IsCompleted)
            {
                var next = asked.Next ?? AskAfterAsync(asked.Current, partition);
                _asked[partition] = (asked.Current, next);
                return new(next);
            }

            var answer = log.ReadRangeAsync(partition, CancellationToken.None);
            if (answer.IsCompletedSuccessfully)
            {
                return new(answer.Result);
            }

            // One that waited for the last answer is asking now.
            var current = asked.Next is { IsCompleted: false } waited ? AskAfterAsync(waited, partition) : AskAsync(answer);
            _asked[partition] = (current, null);
            return new(current);
        }
    }

    private static async Task<PartitionRange> AskAsync(ValueTask<PartitionRange> answer) => await answer;

    private async Task<PartitionRange> AskAfterAsync(Task before, int partition)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        return await log.ReadRangeAsync(partition, CancellationToken.None);
    }
}
