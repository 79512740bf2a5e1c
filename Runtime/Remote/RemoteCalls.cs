using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tripline.Runtime.Calls;
using Tripline.Runtime.Placement;

namespace Tripline.Runtime.Remote;

/// <summary>Brings calls to other silos.</summary>
internal sealed class RemoteCalls : IRemoteCalls
{
    private readonly ConcurrentDictionary<SiloAddress, SiloCalls> _silos = new();
    private readonly Func<SiloAddress, SiloCalls> _make;

    public RemoteCalls(ClusterStreams streams, TimeProvider timeProvider, ILoggerFactory loggers)
    {
        var log = loggers.CreateLogger<RemoteCalls>();
        _make = silo => new SiloCalls(silo, streams, timeProvider, log);
    }

    /// <inheritdoc/>
    public void Send(SiloAddress silo, GrainRequest request, RoutingDispatcher router)
    {
        while (!_silos.GetOrAdd(silo, _make).TrySend(request, router))
        {
            _silos.TryRemove(silo, out _);
        }
    }

    /// <inheritdoc/>
    public void AnswerOverdue(long nowMs)
    {
        foreach (var (silo, calls) in _silos)
        {
            calls.AnswerOverdue(nowMs);
            if (calls.TryRetire())
            {
                _silos.TryRemove(new(silo, calls));
            }
        }
    }
}
