using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Streams;
using Tripline.Streams.Log;

namespace Tripline.Tests.Unit.Streams;

/// <summary>A folder for a tick log, gone after the test.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tripline-log-").FullName;
    private readonly List<LogFolder> _copies = [];

    public string Path => System.IO.Path.Combine(_root, "ticks");

    public static Tick Tick(int number, string symbol = "SPY", string? source = null) =>
        new(symbol, 100 + (number * 0.25), number, 1_380_000_000_000 + number, source, number);

    public static Tick[] Ticks(int from, int count, string symbol = "SPY", string? source = null) =>
        [.. Enumerable.Range(from, count).Select(number => Tick(number, symbol, source))];

    public TickLogOptions Options(int partitions = 1) =>
        new() { Path = Path, Partitions = partitions, SegmentBytes = 1 << 20, WriterThreads = 2 };

    public EmbeddedTickLog Open(int partitions = 1) => Open(Options(partitions));

    public static EmbeddedTickLog Open(TickLogOptions options, TimeProvider? time = null) =>
        new(options, time ?? TimeProvider.System, NullLogger<EmbeddedTickLog>.Instance);

    /// <summary>What a crash right now would leave: the files as they are, without an orderly stop.</summary>
    public LogFolder Crash()
    {
        var copy = new LogFolder();
        _copies.Add(copy);
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>Overwrites bytes of partition 0.</summary>
    public void Overwrite(long offset, ReadOnlySpan<byte> bytes)
    {
        var segment = offset / (1 << 20);
        using var file = File.OpenHandle(
            System.IO.Path.Combine(Path, "0000", "ticks." + segment), FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.Write(file, bytes, offset % (1 << 20));
    }

    /// <summary>Removes the folder and what crashes left of it; a copy may have been disposed before.</summary>
    public void Dispose()
    {
        _copies.ForEach(copy => copy.Dispose());
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    public static TickAppender Appender(ITickLog log) => new(log, new NoSequences());

    /// <summary>Every tick that can be read, with the damage on the way.</summary>
    public static (List<(string Symbol, long Sequence, double Price, long Position)> Ticks, List<LogDamage> Damage) ReadAll(
        ITickLog log, int partition = 0, long? from = null, int maxTicks = 1000)
    {
        var ticks = new List<(string, long, double, long)>();
        var damage = new List<LogDamage>();
        using var reader = log.OpenReader(partition, from ?? log.Range(partition).Begin);
        var run = new RecordRun(0, maxTicks);
        while (reader.TryRead(run))
        {
            damage.AddRange(run.Damage);
            foreach (var slot in run.Records)
            {
                Assert.True(Tripline.Streams.Codec.TickRecordReader.TryOpen(
                    run.Buffer.AsSpan(slot.Start, slot.Length), out var record));
                for (var index = 0; record.TryRead(out var tick); index++)
                {
                    ticks.Add((System.Text.Encoding.ASCII.GetString(tick.Symbol), (long)tick.Size, tick.Price,
                        LogPosition.Pack(slot.Offset, index)));
                }

                Assert.True(record.EndedWell);
            }
        }

        Assert.Equal(log.Range(partition).End, run.NextOffset);
        return (ticks, damage);
    }

    private sealed class NoSequences : ISourceSequences
    {
        public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) => new((long?)null);
    }
}
