using System.Collections.Concurrent;
using Tripline.Runtime.Activations;

namespace Tripline.Runtime.Hosting;

/// <summary>Moves the coarse clock, fails calls that are past their time, and collects idle activations. It looks only at
/// activations on which calls are outstanding, or which occupy a thread; idle ones cost it nothing until they are collected.
/// </summary>
internal sealed class Sweeper : IDisposable
{
    private readonly GrainHost _host;
    private readonly ConcurrentQueue<GrainActivation> _newlyWatched = new();
    private readonly List<GrainActivation> _watched = [];
    private readonly List<TurnScheduler> _running = [];
    private readonly long _collectionPeriodMs;
    private readonly ITimer _timer;
    private long _collectAtMs;
    private int _isSweeping;

    internal Sweeper(GrainHost host, TimeSpan period)
    {
        _host = host;
        var shortestAgeMs = host.Classes.All.Select(c => c.CollectionAgeMs).Append(60_000 * 10L).Min();
        _collectionPeriodMs = Math.Clamp(shortestAgeMs / 10, 100, 60_000);
        _collectAtMs = _collectionPeriodMs;
        _timer = host.TimeProvider.CreateTimer(static state => ((Sweeper)state!).Sweep(), this, period, period);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>Looks at the activation at each sweep until nothing is outstanding on it.</summary>
    internal void Watch(GrainActivation activation) => _newlyWatched.Enqueue(activation);

    private void Sweep()
    {
        if (Interlocked.Exchange(ref _isSweeping, 1) == 1)
        {
            return;
        }

        try
        {
            var nowMs = _host.Clock.Move();
            AnswerOverdue(nowMs);
            _host.Dispatcher.AnswerOverdue(nowMs);
            if (nowMs >= _collectAtMs)
            {
                _collectAtMs = nowMs + _collectionPeriodMs;
                CollectIdle(nowMs);
            }
        }
        catch (Exception failure)
        {
            _host.Log.SweepFailed(failure);
        }
        finally
        {
            Volatile.Write(ref _isSweeping, 0);
        }
    }

    private void AnswerOverdue(long nowMs)
    {
        while (_newlyWatched.TryDequeue(out var activation))
        {
            _watched.Add(activation);
        }

        for (var index = _watched.Count - 1; index >= 0; index--)
        {
            _watched[index].AnswerOverdue(nowMs);
            if (_watched[index].StopWatchingIfQuiet())
            {
                _watched[index] = _watched[^1];
                _watched.RemoveAt(_watched.Count - 1);
            }
        }

        TurnThread.CollectRunning(_running);
        foreach (var scheduler in _running)
        {
            if (scheduler is GrainActivation activation && ReferenceEquals(activation.Host, _host))
            {
                scheduler.AnswerOverdue(nowMs);
            }
        }

        _running.Clear();
    }

    private void CollectIdle(long nowMs)
    {
        foreach (var grainClass in _host.Classes.All)
        {
            if (grainClass.CollectionAgeMs != long.MaxValue)
            {
                grainClass.CollectIdle(nowMs);
            }
        }
    }
}
