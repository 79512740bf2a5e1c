using Tripline.Streams.Log;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>Reads a partition whenever a member of the group holds it, and goes on where it was, as after a checkpoint.
/// </summary>
internal sealed class HeldReading : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<double> _sizes = [];
    private readonly KafkaLogUnderTest _bench;
    private readonly GroupMember _member;
    private readonly int _partition;
    private readonly Task _reading;
    private long _next;

    public HeldReading(KafkaLogUnderTest bench, GroupMember member, int partition)
    {
        _bench = bench;
        _member = member;
        _partition = partition;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The sizes of all ticks that came.</summary>
    /// <exception cref="Exception">What ended the reading.</exception>
    public IReadOnlyList<double> Sizes
    {
        get
        {
            if (_reading.IsFaulted)
            {
                throw _reading.Exception;
            }

            lock (_gate)
            {
                return [.. _sizes];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(Pause, _stopping.Token);
            if (!IsHeld)
            {
                continue;
            }

            using var reader = _bench.Log.OpenReader(_partition, _next);
            await ReadAsync(reader);
        }
    }

    private async Task ReadAsync(ITickLogReader reader)
    {
        var run = new RecordRun(1 << 20, 5_000);
        while (IsHeld && !_stopping.IsCancellationRequested)
        {
            if (!reader.TryRead(run))
            {
                await Task.Delay(Pause, _stopping.Token);
                continue;
            }

            lock (_gate)
            {
                _sizes.AddRange(KafkaLogUnderTest.Decode(run).Select(tick => tick.Size));
            }

            _next = run.NextOffset;
        }
    }

    private bool IsHeld => _member.Held.Contains(_partition);
}
