using Microsoft.Extensions.Logging;
using Tripline.Runtime.Calls;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>The calls of this silo to one other, over one stream.</summary>
internal sealed partial class SiloCalls(
    SiloAddress silo, ClusterStreams streams, TimeProvider timeProvider, ILogger log)
{
    /// <summary>The name of streams of calls.</summary>
    internal const string StreamName = "calls";

    // So many calls may wait for one silo; further ones wait in the queue of their partition.
    private const int MaxOutstanding = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, OutgoingCall> _outstanding = [];
    private readonly Dictionary<(GrainMethod, GrainClass), uint> _methods = [];
    private readonly List<(GrainRequest Request, RoutingDispatcher Router)> _held = [];
    private FrameStream? _stream;
    private ulong _lastId;

    /// <summary>Sends a call, now or once connected; false when this has retired.</summary>
    internal bool TrySend(GrainRequest request, RoutingDispatcher router)
    {
        lock (_lock)
        {
            if (_isRetired)
            {
                return false;
            }

            if (_outstanding.Count + _held.Count >= MaxOutstanding)
            {
                OutgoingCall.Return(request, router, silo);
            }
            else if (_stream is { } stream)
            {
                Send(stream, request, router);
            }
            else if (IsConnecting || TryBeginConnect())
            {
                _held.Add((request, router));
            }
            else
            {
                OutgoingCall.Return(request, router, silo);
            }

            return true;
        }
    }

    /// <summary>Answers the calls that are past their time.</summary>
    internal void AnswerOverdue(long nowMs)
    {
        lock (_lock)
        {
            List<ulong>? overdue = null;
            foreach (var (id, call) in _outstanding)
            {
                if (nowMs > call.Request.DeadlineMs)
                {
                    call.Request.AnswerOnPool(call.Request.OverdueThere(silo.SiloId));
                    (overdue ??= []).Add(id);
                }
            }

            foreach (var id in overdue ?? [])
            {
                Take(id);
            }

            AnswerHeldOverdue(nowMs);
        }
    }

    private void AnswerHeldOverdue(long nowMs)
    {
        for (var index = _held.Count - 1; index >= 0; index--)
        {
            var request = _held[index].Request;
            if (nowMs > request.DeadlineMs || request.Cancellation.IsCancellationRequested)
            {
                request.AnswerOnPool(nowMs > request.DeadlineMs
                    ? new PartitionUnavailableException(
                        $"Silo {silo}, where {request.Target} lives, cannot be reached. The call has not run. Try again; if "
                        + "it stays so, look at that silo's log.")
                    : new OperationCanceledException(request.Cancellation));
                _held.RemoveAt(index);
            }
        }
    }

    private void Send(FrameStream stream, GrainRequest request, RoutingDispatcher router)
    {
        var id = ++_lastId;
        long batch;
        try
        {
            var method = NumberOf(stream, request);
            if (!stream.Outbox.TryAdd(WriteCall, (id, method, request), out batch))
            {
                OutgoingCall.Return(request, router, silo);
                return;
            }
        }
        catch (Exception failure)
        {
            request.AnswerOnPool(failure is ArgumentException or NotSupportedException
                ? new RemoteCallException($"{request.Method.Name}: an argument cannot travel: {failure.Message}", failure)
                : failure);
            return;
        }

        var cancellation = request.Cancellation.CanBeCanceled
            ? request.Cancellation.UnsafeRegister(_ => Cancel(stream, id), null)
            : default;
        _outstanding.Add(id, new OutgoingCall(request, router, batch, cancellation));
    }

    private static void WriteCall(WireWriter writer, (ulong Id, uint Method, GrainRequest Request) call)
    {
        var request = call.Request;
        writer.Byte((byte)FrameType.Call);
        writer.Varint(call.Id);
        CallEnvelope.Write(
            writer, call.Method, request.RemainingMs, request.Target.Key, request.Admission != Admission.Outside,
            request.Context);
        request.Method.Remote.WriteArguments(writer, request);
    }

    private static void Cancel(FrameStream stream, ulong id) => stream.Outbox.TryAdd(
        static (writer, id) =>
        {
            writer.Byte((byte)FrameType.Cancel);
            writer.Varint(id);
        },
        id,
        out _);

    private uint NumberOf(FrameStream stream, GrainRequest request)
    {
        var grainClass = request.Target.Class;
        if (!_methods.TryGetValue((request.Method, grainClass), out var number))
        {
            number = (uint)_methods.Count;
            if (stream.Outbox.TryAdd(WriteMethod, (number, MethodAddress.Of(request.Method, grainClass.Name)), out _))
            {
                _methods.Add((request.Method, grainClass), number);
            }
        }

        return number;
    }

    private static void WriteMethod(WireWriter writer, (uint Number, MethodAddress Address) method)
    {
        writer.Byte((byte)FrameType.Method);
        writer.Varint(method.Number);
        writer.String(method.Address.GrainType);
        writer.String(method.Address.Interface);
        writer.String(method.Address.Method);
        writer.Fixed(method.Address.Signature);
    }

    private ValueTask TakeAnswer(WireReader reader)
    {
        var type = (FrameType)reader.Byte();
        var id = reader.Varint();
        OutgoingCall? taken;
        lock (_lock)
        {
            taken = Take(id);
        }

        if (taken is { } call)
        {
            try
            {
                Answer(call, type, reader);
            }
            catch (Exception failure)
            {
                call.Request.AnswerOnPool(new RemoteCallException(
                    $"The answer of silo {silo} to {call.Request.Method.Name} cannot be read: {failure.Message}", failure)
                {
                    MayHaveRun = true,
                });
            }
        }

        return default;
    }

    private void Answer(OutgoingCall call, FrameType type, WireReader reader)
    {
        switch (type)
        {
            case FrameType.Result:
                call.Request.ReadResult(reader);
                // The caller's code goes on in the pool: it must not hold up the answers behind this one.
                ThreadPool.UnsafeQueueUserWorkItem(call.Request, preferLocal: true);
                break;
            case FrameType.Failure:
                call.Request.AnswerOnPool(ExceptionCodec.Read(reader));
                break;
            case FrameType.NotHere:
                OutgoingCall.Return(call.Request, call.Router, silo);
                break;
            case FrameType.Refused:
                call.Request.AnswerOnPool(new RemoteCallException($"Silo {silo} refused the call: {reader.String()}"));
                break;
            default:
                throw WireReader.Malformed($"{type} is no answer");
        }
    }

    private OutgoingCall? Take(ulong id)
    {
        if (!_outstanding.Remove(id, out var call))
        {
            return null;
        }

        call.Cancellation.Unregister();
        return call;
    }
}
