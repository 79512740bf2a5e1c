using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>A long-lived stream of messages to and from another silo, in order. Nothing is sent again: when it ends, what
/// was on its way may be lost.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The source has no timer and no handle; many may hold its token.")]
public sealed class FrameStream
{
    private const int FirstBuffer = 64 * 1024;
    private const int Head = sizeof(uint);

    private readonly CancellationTokenSource _ended = new();
    private readonly Stream _incoming;
    private readonly WireReader _reader = new();

    internal FrameStream(string peer, Stream incoming, FrameOutbox outbox)
    {
        Peer = peer;
        _incoming = incoming;
        Outbox = outbox;
    }

    /// <summary>The other silo's id.</summary>
    public string Peer { get; }

    /// <summary>How much waits to be sent, besides what is on its way.</summary>
    public int WaitingBytes => Outbox.WaitingBytes;

    /// <summary>Cancelled when the stream has ended.</summary>
    public CancellationToken Ended => _ended.Token;

    internal FrameOutbox Outbox { get; }

    /// <summary>Sends a message, of a type with [GenerateSerializer]; returns before it is on its way.</summary>
    /// <returns>False when the stream has ended or too much waits to be sent.</returns>
    public bool TrySend<TMessage>(TMessage message) =>
        Outbox.TryAdd(static (writer, message) => Fields.Write(writer, 0, message), message, out _);

    /// <summary>Reads messages, which are all of that type, until the stream ends; call it once. A message is handled before
    /// the next one is read.</summary>
    /// <exception cref="WireFormatException">What came is no such message.</exception>
    public Task RunAsync<TMessage>(Func<TMessage, ValueTask> handle) => RunAsync(async reader =>
    {
        while (reader.NextField())
        {
            if (reader.FieldId == 0)
            {
                await handle(Fields.Read<TMessage>(reader));
            }
            else
            {
                reader.SkipField();
            }
        }
    });

    /// <summary>Ends the stream; both sides see it.</summary>
    public void End()
    {
        Outbox.Close();
        _ended.Cancel();
    }

    /// <summary>Reads frames until the stream ends, and ends it. What the handler throws ends it too.</summary>
    internal async Task RunAsync(Func<WireReader, ValueTask> handle)
    {
        var buffer = new byte[FirstBuffer];
        var held = 0;
        try
        {
            while (true)
            {
                var read = await _incoming.ReadAsync(buffer.AsMemory(held), _ended.Token);
                if (read == 0)
                {
                    return;
                }

                held += read;
                var at = 0;
                while (TryFindFrame(buffer.AsSpan(at, held - at), out var length))
                {
                    _reader.Reset(buffer, at + Head, length);
                    await handle(_reader);
                    at += Head + length;
                }

                held -= at;
                buffer = WithRoom(buffer, at, held);
            }
        }
        catch (Exception) when (_ended.IsCancellationRequested)
        {
            // Ended from this side.
        }
        finally
        {
            End();
        }
    }

    private static bool TryFindFrame(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < Head)
        {
            return false;
        }

        var announced = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (announced > FrameOutbox.MaxFrame)
        {
            throw WireReader.Malformed($"a message of {announced} bytes is announced; {FrameOutbox.MaxFrame} are allowed");
        }

        length = (int)announced;
        return bytes.Length - Head >= length;
    }

    /// <summary>Moves what is held to the front of a buffer that takes at least the rest of its frame.</summary>
    private static byte[] WithRoom(byte[] buffer, int at, int held)
    {
        // Grows as bytes come, not as they are announced.
        var target = held == buffer.Length ? new byte[buffer.Length * 2]
            : held < FirstBuffer / 2 && buffer.Length > FirstBuffer * 16 ? new byte[FirstBuffer]
            : buffer;
        buffer.AsSpan(at, held).CopyTo(target);
        return target;
    }
}
