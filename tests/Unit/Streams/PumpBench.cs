using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Pump;

namespace Tripline.Tests.Unit.Streams;

/// <summary>A log, its pumps and what they work with, for one test.</summary>
internal sealed class PumpBench : IAsyncDisposable
{
    private readonly LogFolder _folder;
    private readonly bool _ownsFolder;

    public PumpBench(int partitions = 1, LogFolder? folder = null, MemoryCheckpoints? store = null, ManualClock? clock = null)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? new LogFolder();
        Store = store ?? new MemoryCheckpoints();
        Log = _folder.Open(partitions);
        Host = new PumpHost(new PumpServices(
            Log, Consumer, Store, Options, clock ?? TimeProvider.System, NullLogger<PartitionPump>.Instance));
        Appender = new TickAppender(Log, Host);
    }

    public EmbeddedTickLog Log { get; }

    public RecordingConsumer Consumer { get; } = new();

    public MemoryCheckpoints Store { get; }

    public PumpOptions Options { get; } = new();

    public PumpHost Host { get; }

    public TickAppender Appender { get; }

    public PartitionStatus Status => Host.Statuses[0];

    public Task AppendAsync(params Tripline.Sources.Tick[] ticks) => Appender.AppendAsync(ticks, CancellationToken.None).AsTask();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Log.DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
