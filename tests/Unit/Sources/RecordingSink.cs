using Tripline.Sources;

namespace Tripline.Tests.Unit.Sources;

/// <summary>A sink that keeps what it is given, refuses when told to, and counts how many appends overlap.</summary>
internal sealed class RecordingSink : ITickSink
{
    private readonly Lock _lock = new();
    private int _inFlight;

    public List<Tick> Ticks { get; } = [];

    public List<int> ChunkSizes { get; } = [];

    public int MostInFlight { get; private set; }

    /// <summary>Called with each append's number, from 1, before it counts; throw to refuse.</summary>
    public Action<int> OnAppend { get; set; } = _ => { };

    public long? Last { get; set; }

    private int _appends;

    public async ValueTask AppendAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        }

        await Task.Yield();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            OnAppend(++_appends);
            lock (_lock)
            {
                Ticks.AddRange(ticks.Span);
                ChunkSizes.Add(ticks.Length);
            }
        }
        finally
        {
            lock (_lock)
            {
                _inFlight--;
            }
        }
    }

    public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) => new(Last);
}
