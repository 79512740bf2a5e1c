using System.Text;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;

namespace Tripline.Streams.Provider;

/// <summary>A run of a partition's records: what one event of the partition's stream is. Its memory is reused once the
/// delivery completes; a consumer copies what it keeps.</summary>
[GenerateSerializer, Immutable, Alias("tripline.tick-run")]
public sealed class TickRun : IBatchContainer
{
    /// <summary>Makes a run of what was read from an offset on.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="from">The offset.</param>
    /// <param name="records">The records; null when there are none.</param>
    /// <param name="mark">Tells runs without records at one offset apart.</param>
    public TickRun(int partition, long from, RecordRun? records, int mark = 0)
    {
        Partition = partition;
        From = from;
        Records = records;
        Mark = mark;
    }

    /// <summary>The partition.</summary>
    [Id(0)]
    public int Partition { get; }

    /// <summary>Offset that was read from: the end of the run before.</summary>
    [Id(1)]
    public long From { get; }

    /// <summary>The records, and the damage among them; null when there are none.</summary>
    [Id(2)]
    public RecordRun? Records { get; }

    /// <summary>Tells runs without records at one offset apart: Orleans does not deliver the same token twice. 0 with
    /// records.</summary>
    [Id(3)]
    public int Mark { get; }

    /// <summary>Offset after the run.</summary>
    public long NextOffset => Records?.NextOffset ?? From;

    /// <inheritdoc/>
    public StreamId StreamId => TickStreams.Of(Partition);

    /// <inheritdoc/>
    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(NextOffset - 1, Mark);

    /// <summary>A run without records, which only asks its consumers where they are.</summary>
    public static TickRun Empty(int partition, long at, int mark = 0) => new(partition, at, null, mark);

    /// <inheritdoc/>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        if (this is T run)
        {
            yield return Tuple.Create(run, SequenceToken);
        }
        else if (typeof(T) == typeof(Tick) && Records is { } records)
        {
            foreach (var (tick, position) in Decode(records))
            {
                yield return Tuple.Create((T)(object)tick, position);
            }
        }
    }

    /// <inheritdoc/>
    public bool ImportRequestContext() => false;

    private static List<(Tick Tick, StreamSequenceToken Position)> Decode(RecordRun run)
    {
        var ticks = new List<(Tick, StreamSequenceToken)>(run.TickCount);
        foreach (var slot in run.Records)
        {
            if (!TickRecordReader.TryOpen(run.Buffer.AsSpan(slot.Start, slot.Length), out var reader))
            {
                continue;
            }

            var source = reader.Source.IsEmpty ? null : Encoding.UTF8.GetString(reader.Source);
            var session = reader.Session.IsEmpty ? null : Encoding.UTF8.GetString(reader.Session);
            for (var index = slot.FirstIndex; reader.TryRead(out var view); index++)
            {
                var tick = new Tick(
                    Encoding.ASCII.GetString(view.Symbol), view.Price, view.Size, view.TimeMs, source, view.Sequence, session,
                    reader.LastId);
                ticks.Add((tick, new EventSequenceTokenV2(slot.Offset, index)));
            }
        }

        return ticks;
    }
}
