using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>The queue of one partition's fetched records in the client, cut off from the client's common queue, so that
/// each partition is read by its own reader, and a slow one fills its own queue only: the client stops to fetch for it at
/// its limits and goes on below them.</summary>
internal sealed unsafe class PartitionQueue : IDisposable
{
    private const int DrainedAtOnce = 100;
    private readonly Lock _gate = new();
    private readonly SafeHandle _client;
    private readonly nint _queue;
    private GCHandle _self;
    private Action? _filled;
    private bool _isDisposed;

    /// <summary>Cuts the queue off; before the partition is assigned, so that no record takes the other way.</summary>
    public PartitionQueue(Handle client, string topic, int partition)
    {
        Partition = partition;
        _client = NativeMethods.Handle(client);
        var isHeld = false;
        _client.DangerousAddRef(ref isHeld);
        _queue = NativeMethods.GetPartitionQueue(_client.DangerousGetHandle(), topic, partition);
        if (_queue == 0)
        {
            _client.DangerousRelease();
            throw new InvalidOperationException($"The Kafka client has no queue for partition {partition} of {topic}.");
        }

        NativeMethods.Forward(_queue, 0);
        _self = GCHandle.Alloc(this, GCHandleType.Weak);
        NativeMethods.OnFilled(_queue, &Filled, GCHandle.ToIntPtr(_self));
    }

    /// <summary>Whose records they are.</summary>
    public int Partition { get; }

    /// <summary>Called, quickly and on any thread, when records come into the empty queue.</summary>
    public Action? OnFilled
    {
        set => Volatile.Write(ref _filled, value);
    }

    /// <summary>Has whoever waits for records look.</summary>
    public void Wake() => Volatile.Read(ref _filled)?.Invoke();

    /// <summary>Takes records out; each must be destroyed by its taker.</summary>
    /// <param name="messages">Where they are put.</param>
    /// <param name="timeoutMs">How long to wait for more, 0 to take what is there.</param>
    /// <returns>How many.</returns>
    public int Take(Span<nint> messages, int timeoutMs)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            fixed (nint* target = messages)
            {
                return (int)Math.Max(
                    NativeMethods.Consume(_queue, timeoutMs, (NativeMessage**)target, (nuint)messages.Length), 0);
            }
        }
    }

    /// <summary>Drops all that is in it, once its partition is no longer assigned.</summary>
    public void Drain()
    {
        Span<nint> messages = stackalloc nint[DrainedAtOnce];
        for (int count; (count = Take(messages, 0)) > 0;)
        {
            foreach (var message in messages[..count])
            {
                NativeMethods.Destroy((NativeMessage*)message);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            NativeMethods.OnFilled(_queue, null, 0);
            NativeMethods.DestroyQueue(_queue);
            _client.DangerousRelease();
            _self.Free();
        }
    }

    // On a thread of the client, which holds the queue's lock: no call of the client is allowed in here.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Filled(nint client, nint state)
    {
        if (GCHandle.FromIntPtr(state).Target is PartitionQueue queue)
        {
            Volatile.Read(ref queue._filled)?.Invoke();
        }
    }
}
