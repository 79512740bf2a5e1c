using System.Buffers;
using System.Text.Json;

namespace Tripline.Streams.Kafka;

/// <summary>A record that could not be read, as a JSON object, since not every broker keeps headers:
/// <c>{"topic","partition","offset","reason","key","value","valueBytes","isTruncated"}</c> with key and value in base64,
/// null where the record had none.</summary>
internal sealed class DeadLetterEnvelope
{
    /// <summary>Bytes of a value that are kept, so that the object stays below the megabyte that brokers take.</summary>
    public const int MaxValueBytes = 700_000;

    /// <summary>Bytes of a key that are kept.</summary>
    public const int MaxKeyBytes = 4_096;

    private readonly string _topic;
    private readonly int _partition;
    private readonly long _offset;
    private readonly string _reason;
    private readonly byte[] _key;
    private readonly byte[] _value;
    private readonly int _keyBytes;
    private readonly int _valueBytes;

    /// <summary>Takes what is kept of the record.</summary>
    public DeadLetterEnvelope(
        string topic, int partition, long offset, string reason, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        (_topic, _partition, _offset, _reason) = (topic, partition, offset, reason);
        (_keyBytes, _valueBytes) = (key.Length, value.Length);
        _key = key[..Math.Min(key.Length, MaxKeyBytes)].ToArray();
        _value = value[..Math.Min(value.Length, MaxValueBytes)].ToArray();
    }

    /// <summary>The record's own key; null where it had none, or it was not kept whole.</summary>
    public byte[]? Key => _keyBytes == 0 || _key.Length < _keyBytes ? null : _key;

    /// <summary>Bytes of the value at hand.</summary>
    public int KeptBytes => _value.Length;

    /// <summary>The object.</summary>
    /// <param name="maxValueBytes">Most bytes of the value in it.</param>
    public byte[] Write(int maxValueBytes = MaxValueBytes)
    {
        var value = _value.AsSpan(0, Math.Min(_value.Length, maxValueBytes));
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("topic", _topic);
            json.WriteNumber("partition", _partition);
            json.WriteNumber("offset", _offset);
            json.WriteString("reason", _reason);
            Write(json, "key", _key, _keyBytes);
            Write(json, "value", value, _valueBytes);
            json.WriteNumber("valueBytes", _valueBytes);
            json.WriteBoolean("isTruncated", value.Length < _valueBytes || _key.Length < _keyBytes);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<byte> kept, int length)
    {
        if (length == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteBase64String(name, kept);
        }
    }
}
