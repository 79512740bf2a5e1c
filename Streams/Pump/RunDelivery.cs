namespace Tripline.Streams.Pump;

/// <summary>Hands a run's slices to their symbols: starts all, then waits for all, and says which failed.</summary>
internal sealed class RunDelivery(int partition, long generation, IPartitionConsumer consumer)
{
    private readonly List<ISymbolConsumer> _consumers = [];
    private ValueTask[] _started = new ValueTask[64];
    private int[] _startedSymbols = new int[64];
    private int[] _failed = new int[64];
    private int _startedCount;

    /// <summary>Symbols whose slice must be delivered again, by number.</summary>
    public ReadOnlySpan<int> Failed => _failed.AsSpan(0, FailedCount);

    /// <summary>How many those are.</summary>
    public int FailedCount { get; private set; }

    /// <summary>One of the failures, that another silo has the partition before any other; null when there is
    /// none.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Delivers the slices of these symbols; never throws.</summary>
    public ValueTask DeliverAsync(RunGrouping run, ReadOnlySpan<int> symbols, CancellationToken cancellationToken)
    {
        Start(run, symbols, cancellationToken);
        return _startedCount == 0 ? ValueTask.CompletedTask : AwaitAsync();
    }

    private void Start(RunGrouping run, ReadOnlySpan<int> symbols, CancellationToken cancellationToken)
    {
        if (_started.Length < symbols.Length)
        {
            _started = new ValueTask[symbols.Length * 2];
            _startedSymbols = new int[symbols.Length * 2];
        }

        var again = _failed;
        if (_failed.Length < symbols.Length || again.AsSpan().Overlaps(symbols))
        {
            _failed = new int[Math.Max(symbols.Length * 2, _failed.Length)];
        }

        _startedCount = 0;
        FailedCount = 0;
        Failure = null;
        foreach (var symbol in symbols)
        {
            try
            {
#pragma warning disable CA2012 // Each is awaited exactly once, in AwaitAsync.
                var delivery = Consumer(run, symbol).DeliverAsync(run.Slice(symbol), cancellationToken);
#pragma warning restore CA2012
                if (delivery.IsCompletedSuccessfully)
                {
                    delivery.GetAwaiter().GetResult();
                }
                else
                {
                    _startedSymbols[_startedCount] = symbol;
                    _started[_startedCount++] = delivery;
                }
            }
            catch (Exception exception)
            {
                Note(symbol, exception);
            }
        }
    }

    private async ValueTask AwaitAsync()
    {
        for (var i = 0; i < _startedCount; i++)
        {
            try
            {
                await _started[i];
            }
            catch (Exception exception)
            {
                Note(_startedSymbols[i], exception);
            }
        }

        Array.Clear(_started, 0, _startedCount);
    }

    private void Note(int symbol, Exception exception)
    {
        _failed[FailedCount++] = symbol;
        if (Failure is null || exception.IsStaleOwnerOf(partition))
        {
            Failure = exception;
        }
    }

    private ISymbolConsumer Consumer(RunGrouping run, int symbol)
    {
        while (_consumers.Count <= symbol)
        {
            _consumers.Add(consumer.Open(partition, generation, System.Text.Encoding.ASCII.GetString(run.Symbols[_consumers.Count])));
        }

        return _consumers[symbol];
    }
}
