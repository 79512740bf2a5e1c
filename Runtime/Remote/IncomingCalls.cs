using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>The calls that one other silo makes over one stream.</summary>
internal sealed class IncomingCalls(GrainHost host, FrameStream stream, ILogger log)
{
    // The caller keeps what finds more running, and tries again later.
    private const int MaxRunning = 100_000;

    private readonly Dictionary<ulong, (IncomingMethod? Method, string Reason)> _methods = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, IncomingCall> _running = [];

    /// <summary>Takes calls until the stream ends.</summary>
    internal async Task RunAsync()
    {
        try
        {
            await stream.RunAsync(Take);
        }
        catch (WireFormatException failure)
        {
            log.NoCall(failure, stream.Peer);
        }
        finally
        {
            foreach (var call in Running())
            {
                call.Cancel();
            }
        }
    }

    /// <summary>Sends the outcome of a call, and forgets it.</summary>
    internal void Answer(IncomingCall call)
    {
        lock (_lock)
        {
            _running.Remove(call.Id);
        }

        try
        {
            Send(IncomingCall.Write, call);
        }
        catch (Exception failure)
        {
            Send(IncomingCall.WriteFailure, (call.Id, (Exception)new RemoteCallException(
                $"{call.Request.Method.Name} has run, but its result cannot travel: {failure.Message}") { MayHaveRun = true }));
        }
    }

    private IncomingCall[] Running()
    {
        lock (_lock)
        {
            return [.. _running.Values];
        }
    }

    private ValueTask Take(WireReader reader)
    {
        var type = (FrameType)reader.Byte();
        var id = reader.Varint();
        switch (type)
        {
            case FrameType.Call:
                TakeCall(id, reader);
                break;
            case FrameType.Cancel:
                IncomingCall? cancelled;
                lock (_lock)
                {
                    _running.TryGetValue(id, out cancelled);
                }

                cancelled?.Cancel();
                break;
            case FrameType.Method:
                var address = new MethodAddress(reader.String(), reader.String(), reader.String(), reader.Fixed());
                _methods[id] = (IncomingMethod.Find(host.Classes, address, out var reason), reason);
                break;
            default:
                throw WireReader.Malformed($"{type} is no call");
        }

        return default;
    }

    private void TakeCall(ulong id, WireReader reader)
    {
        IncomingCall call;
        try
        {
            var envelope = CallEnvelope.Read(reader);
            var (method, reason) = _methods.GetValueOrDefault(envelope.Method, (null, "its method was not named before"));
            if (method is null)
            {
                Refuse(id, $"{reason}.");
                return;
            }

            call = Make(id, envelope, method, reader);
        }
        catch (Exception failure) when (failure is WireFormatException or NotSupportedException or ArgumentException)
        {
            Refuse(id, $"its arguments cannot be read: {failure.Message}");
            return;
        }

        bool isTaken;
        lock (_lock)
        {
            isTaken = _running.Count < MaxRunning && _running.TryAdd(id, call);
        }

        if (!isTaken || !host.Router!.TryDispatchIncoming(call.Request))
        {
            Forget(id);
            Send(WriteHead, (FrameType.NotHere, id));
            return;
        }

        call.AnswerWhenDone();
    }

    private IncomingCall Make(ulong id, CallEnvelope envelope, IncomingMethod method, WireReader reader)
    {
        var request = method.Method.Remote.ReadRequest(reader);
        Activity? activity = null;
        var context = envelope.Context;
        if (envelope.TraceParent is { } parent
            && (activity = CallTrace.Begin(method.Method.Name, parent, envelope.TraceState)) is not null)
        {
            context = CallTrace.With(context, activity);
        }

        CancellationTokenSource? cancellation = null;
        if (method.Method.Remote.SetCancellation is { } set)
        {
            cancellation = new CancellationTokenSource();
            set(request, cancellation.Token);
        }

        request.PrepareIncoming(
            method.Proxy.Create(method.Class, envelope.Key), host.Clock.NowMs + envelope.RemainingMs, context,
            envelope.Admission);
        return new IncomingCall(this, id, request, activity, cancellation);
    }

    private void Forget(ulong id)
    {
        lock (_lock)
        {
            _running.Remove(id);
        }
    }

    private void Refuse(ulong id, string reason) => Send(
        static (writer, refusal) =>
        {
            WriteHead(writer, (FrameType.Refused, refusal.id));
            writer.String(refusal.reason);
        },
        (id, reason));

    private static void WriteHead(WireWriter writer, (FrameType Type, ulong Id) head)
    {
        writer.Byte((byte)head.Type);
        writer.Varint(head.Id);
    }

    private void Send<TState>(Action<WireWriter, TState> write, TState state)
    {
        if (!stream.Outbox.TryAdd(write, state, out _) && !stream.Ended.IsCancellationRequested)
        {
            log.AnswersNotTaken(stream.Peer);
            stream.End();
        }
    }
}
