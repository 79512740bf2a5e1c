using Tripline.Sources;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeTickSink : ITickSink
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

    public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) => new((long?)null);
}
