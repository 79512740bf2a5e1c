using System.Runtime.InteropServices;

namespace Tripline.Streams.Kafka;

/// <summary>A record in librdkafka's memory, as its header <c>rdkafka.h</c> lays out <c>rd_kafka_message_t</c>: part of
/// its stable binary interface.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    /// <summary>The kind of time that a record has which has none.</summary>
    public const int NoTimestamp = 0;

    /// <summary>Zero for a record; else the value is a text that tells what happened.</summary>
    public int Error;

    /// <summary>The topic.</summary>
    public nint Topic;

    /// <summary>The partition.</summary>
    public int Partition;

    /// <summary>The value; null where it has none.</summary>
    public byte* Payload;

    /// <summary>Bytes of the value.</summary>
    public nuint Length;

    /// <summary>The key; null where it has none.</summary>
    public byte* KeyPayload;

    /// <summary>Bytes of the key.</summary>
    public nuint KeyLength;

    /// <summary>The offset.</summary>
    public long Offset;

    private readonly nint _private;

    /// <summary>The value; empty where it has none.</summary>
    public readonly ReadOnlySpan<byte> Value => Payload is null ? default : new(Payload, checked((int)Length));

    /// <summary>The key; empty where it has none.</summary>
    public readonly ReadOnlySpan<byte> Key => KeyPayload is null ? default : new(KeyPayload, checked((int)KeyLength));
}
