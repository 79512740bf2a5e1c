using Tripline.Streams.Codec;
using Tripline.Streams.Log;

namespace Tripline.Streams.Provider;

/// <summary>Takes runs of records from silo to silo, which happens only while a partition moves.</summary>
[RegisterConverter]
internal sealed class RecordRunConverter : IConverter<RecordRun, RecordRunSurrogate>
{
    private const int NumbersPerRecord = 3;

    /// <inheritdoc/>
    public RecordRunSurrogate ConvertToSurrogate(in RecordRun value)
    {
        var slots = value.Records;
        var bytes = new byte[Sum(slots)];
        var records = new long[slots.Length * NumbersPerRecord];
        var at = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            value.Buffer.AsSpan(slots[i].Start, slots[i].Length).CopyTo(bytes.AsSpan(at));
            at += slots[i].Length;
            records[i * NumbersPerRecord] = slots[i].Offset;
            records[(i * NumbersPerRecord) + 1] = slots[i].Length;
            records[(i * NumbersPerRecord) + 2] = slots[i].FirstIndex;
        }

        return new RecordRunSurrogate
        {
            Bytes = bytes,
            Records = records,
            Damage = [.. value.Damage.SelectMany(static damage => new[] { damage.From, damage.Until })],
            Reasons = [.. value.Damage.Select(static damage => damage.Reason)],
            RejectedCount = value.RejectedCount,
            NextOffset = value.NextOffset,
        };
    }

    /// <inheritdoc/>
    public RecordRun ConvertFromSurrogate(in RecordRunSurrogate surrogate)
    {
        var run = new RecordRun(surrogate.Bytes.Length, int.MaxValue);
        surrogate.Bytes.CopyTo(run.Buffer.AsSpan());
        var at = 0;
        for (var i = 0; i < surrogate.Records.Length; i += NumbersPerRecord)
        {
            var length = (int)surrogate.Records[i + 1];
            run.Add(
                new RecordSlot(surrogate.Records[i], at, length, (int)surrogate.Records[i + 2]),
                TickRecordFormat.CountOf(surrogate.Bytes.AsSpan(at, length)));
            at += length;
        }

        for (var i = 0; i < surrogate.Reasons.Length; i++)
        {
            run.Add(new LogDamage(surrogate.Damage[i * 2], surrogate.Damage[(i * 2) + 1], surrogate.Reasons[i]));
        }

        for (var i = 0; i < surrogate.RejectedCount; i++)
        {
            run.Reject(Task.CompletedTask);
        }

        run.NextOffset = surrogate.NextOffset;
        return run;
    }

    private static int Sum(ReadOnlySpan<RecordSlot> slots)
    {
        var sum = 0;
        foreach (var slot in slots)
        {
            sum += slot.Length;
        }

        return sum;
    }
}
