using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>The headers of a dead letter: those of the record as they were, then where it was and what is wrong with it.
/// A broker before 0.11 keeps none, so the letter itself says the same.</summary>
internal static unsafe class DeadLetterHeaders
{
    /// <summary>Bytes of the record's own headers that are kept, names and values; the rest is counted.</summary>
    public const int MaxBytes = 32 << 10;

    private const string Prefix = "tripline.";

    /// <summary>Puts them together.</summary>
    /// <param name="message">The record.</param>
    /// <param name="partition">Where it is.</param>
    /// <param name="reason">What is wrong with it.</param>
    public static Headers Of(NativeMessage* message, TopicPartition partition, string reason)
    {
        var headers = new Headers();
        var leftOut = CopyOwn(message, headers);
        Add(headers, "topic", partition.Topic);
        Add(headers, "partition", Text(partition.Partition.Value));
        Add(headers, "offset", Text(message->Offset));
        Add(headers, "reason", reason);
        var timeMs = NativeMethods.Timestamp(message, out var kind);
        if (kind != NativeMessage.NoTimestamp)
        {
            Add(headers, "timestamp", Text(timeMs));
        }

        if (leftOut > 0)
        {
            Add(headers, "headers-left-out", Text(leftOut));
        }

        return headers;
    }

    // Returns how many did not fit.
    private static long CopyOwn(NativeMessage* message, Headers headers)
    {
        if (NativeMethods.Headers(message, out var own) != 0)
        {
            return 0;
        }

        var (bytes, leftOut) = (0L, 0L);
        for (nuint index = 0; NativeMethods.Header(own, index, out var namePointer, out var value, out var length) == 0; index++)
        {
            var name = Marshal.PtrToStringUTF8(namePointer) ?? "";
            bytes += name.Length + (long)length;
            if (bytes > MaxBytes)
            {
                leftOut++;
            }
            else
            {
                headers.Add(name, value is null ? null : new ReadOnlySpan<byte>(value, (int)length).ToArray());
            }
        }

        return leftOut;
    }

    private static void Add(Headers headers, string name, string value) =>
        headers.Add(Prefix + name, Encoding.UTF8.GetBytes(value));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
