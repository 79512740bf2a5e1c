using System.Collections.Concurrent;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeInbox : IInboxGrain
{
    private readonly Lock _lock = new();
    private readonly List<Trigger> _triggers = [];

    /// <summary>Adds triggers and numbers them.</summary>
    public long Add(int count)
    {
        lock (_lock)
        {
            for (var at = 0; at < count; at++)
            {
                _triggers.Add(TriggerOf(_triggers.Count + 1));
            }

            return _triggers.Count;
        }
    }

    /// <summary>What reading throws instead, as often as there is one.</summary>
    public ConcurrentQueue<Exception> ReadFailures { get; } = new();

    public Task<PartitionHold[]> Append(SymbolTriggers[] appends) => Task.FromResult<PartitionHold[]>([]);

    public Task<IReadOnlyList<Trigger>> ReadAfter(long after, int limit)
    {
        if (ReadFailures.TryDequeue(out var failure))
        {
            return Task.FromException<IReadOnlyList<Trigger>>(failure);
        }

        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Trigger>>(
                _triggers.Skip((int)Math.Min(after, int.MaxValue)).Take(limit).ToList());
        }
    }

    public Task<long> GetLastNumber()
    {
        lock (_lock)
        {
            return Task.FromResult((long)_triggers.Count);
        }
    }

    public Task<long> Listen(IInboxListener listener) => GetLastNumber();

    private static Trigger TriggerOf(int number) => new(
        number, Guid.Empty, "local", "AAPL", 3, (7L << 16) | 2, number, 1_381_152_600_123, 168.25, "breaks out",
        "price crosses 168", AlertSeverity.Warning, "AAPL at 168.25");
}
