using Tripline.Sources;
using Tripline.Streams;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeTickSink : ITickSink, ITickRepeats
{
    private readonly Lock _lock = new();
    private readonly List<Tick> _ticks = [];

    /// <summary>What appending throws instead.</summary>
    public Exception? Fails { get; set; }

    public IReadOnlyList<Tick> Ticks
    {
        get
        {
            lock (_lock)
            {
                return [.. _ticks];
            }
        }
    }

    public ValueTask AppendAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken)
    {
        if (Fails is { } exception)
        {
            return ValueTask.FromException(exception);
        }

        lock (_lock)
        {
            _ticks.AddRange(ticks.Span);
        }

        return default;
    }

    /// <summary>Ticks, by index, that count as repeats.</summary>
    public int[] Repeats { get; set; } = [];

    public ValueTask<TickClaim> ClaimAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken) =>
        new(new TickClaim(Repeats, static _ => Task.CompletedTask));

    public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) => new((long?)null);
}
