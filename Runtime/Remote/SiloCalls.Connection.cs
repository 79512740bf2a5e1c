using Tripline.Runtime.Calls;
using Tripline.Runtime.Placement;

namespace Tripline.Runtime.Remote;

/// <content>Connecting, and what becomes of calls when the connection is lost.</content>
internal sealed partial class SiloCalls
{
    private static readonly TimeSpan LeastBackoff = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostBackoff = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetireAfter = TimeSpan.FromMinutes(1);

    private bool _isRetired;
    private TimeSpan _backoff = LeastBackoff;
    private long _failedAt;
    private bool _hasFailed;

    /// <summary>Whether a stream is being opened.</summary>
    private bool IsConnecting { get; set; }

    /// <summary>Takes no more calls if the silo could not be reached for a while and none are left.</summary>
    internal bool TryRetire()
    {
        lock (_lock)
        {
            _isRetired = _stream is null && !IsConnecting && _outstanding.Count == 0 && _held.Count == 0 && _hasFailed
                && timeProvider.GetElapsedTime(_failedAt) > RetireAfter;
            return _isRetired;
        }
    }

    /// <summary>Begins to connect, unless that failed a moment ago.</summary>
    private bool TryBeginConnect()
    {
        if (_hasFailed && timeProvider.GetElapsedTime(_failedAt) < _backoff)
        {
            return false;
        }

        IsConnecting = true;
        _ = Task.Run(RunAsync);
        return true;
    }

    private async Task RunAsync()
    {
        FrameStream stream;
        try
        {
            stream = await streams.OpenAsync(silo, StreamName, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.ConnectFailed(silo.SiloId, silo.Authority, failure.Message);
            NoteFailure();
            return;
        }

        log.Connected(silo.SiloId, silo.Authority);
        Begin(stream);
        Exception? reason = null;
        try
        {
            await stream.RunAsync(TakeAnswer);
        }
        catch (Exception failure)
        {
            reason = failure;
        }

        Lose(stream, reason);
    }

    private void Begin(FrameStream stream)
    {
        lock (_lock)
        {
            IsConnecting = false;
            _hasFailed = false;
            _backoff = LeastBackoff;
            _stream = stream;
            _methods.Clear();
            foreach (var (request, router) in _held)
            {
                Send(stream, request, router);
            }

            _held.Clear();
        }
    }

    private void NoteFailure()
    {
        List<(GrainRequest Request, RoutingDispatcher Router)> held;
        lock (_lock)
        {
            _backoff = !_hasFailed ? LeastBackoff : _backoff * 2 > MostBackoff ? MostBackoff : _backoff * 2;
            _hasFailed = true;
            _failedAt = timeProvider.GetTimestamp();
            IsConnecting = false;
            held = [.. _held];
            _held.Clear();
        }

        foreach (var (request, router) in held)
        {
            router.Return(request, silo);
        }
    }

    /// <summary>Has the calls sent anew that never left, and fails those that may have run.</summary>
    private void Lose(FrameStream stream, Exception? reason)
    {
        List<OutgoingCall> lost;
        lock (_lock)
        {
            _stream = null;
            _hasFailed = true;
            _failedAt = timeProvider.GetTimestamp();
            lost = [.. _outstanding.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
            _outstanding.Clear();
        }

        var unsent = stream.Outbox.Close();
        var count = 0;
        foreach (var call in lost)
        {
            call.Cancellation.Unregister();
            if (call.Batch >= unsent)
            {
                call.Router.Return(call.Request, silo);
                continue;
            }

            count++;
            call.Request.AnswerOnPool(new RemoteCallException(
                $"The connection to silo {silo} was lost before it answered {call.Request.Method.Name} on "
                + $"{call.Request.Target}; the call may or may not have run.", reason)
            {
                MayHaveRun = true,
            });
            if (call.Request.Method.IsOneWay)
            {
                log.OneWayLost(call.Request.Method.Name);
            }
        }

        log.ConnectionLost(reason, silo.SiloId, silo.Authority, count);
    }
}
