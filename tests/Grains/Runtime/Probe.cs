using System.Collections.Concurrent;

namespace Tripline.Tests.Grains.Runtime;

/// <summary>Notes what grains do, and holds them up where a test wants to.</summary>
public sealed class Probe
{
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _inside = new(StringComparer.Ordinal);
    private int _overlaps;

    /// <summary>What was noted, in order.</summary>
    public string[] Notes => [.. _notes];

    /// <summary>How often two were in a place for one.</summary>
    public int Overlaps => Volatile.Read(ref _overlaps);

    public void Note(string text) => _notes.Enqueue(text);

    public int Count(string text) => _notes.Count(note => note == text);

    /// <summary>Waits for a gate to be opened.</summary>
    public Task Gate(string name) => _gates.GetOrAdd(name, _ => NewGate()).Task;

    /// <summary>Opens a gate for all who wait or come.</summary>
    public void Open(string name) => _gates.GetOrAdd(name, _ => NewGate()).TrySetResult();

    public void Enter(string place)
    {
        if (_inside.AddOrUpdate(place, 1, (_, count) => count + 1) > 1)
        {
            Interlocked.Increment(ref _overlaps);
        }
    }

    public void Leave(string place) => _inside.AddOrUpdate(place, 0, (_, count) => count - 1);

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
