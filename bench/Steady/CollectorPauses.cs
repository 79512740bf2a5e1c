using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Steady;

/// <summary>Has one silo after another stand still: for a whole collection that walks its heap, as a heap dump asks for, and
/// now and then frozen for almost as long as a probe may take.</summary>
internal sealed class CollectorPauses : IAsyncDisposable
{
    /// <summary>From one collection to the next, of any silo.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>How long a silo is frozen.</summary>
    public static readonly TimeSpan Freeze = TimeSpan.FromMilliseconds(900);

    private const int CollectionsPerFreeze = 5;

    // Of the runtime's event source: a collection of all generations, with the heap walked meanwhile.
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const long GCHeapCollect = 0x80_0000;

    private readonly CancellationTokenSource _ending = new();
    private readonly TestCluster _cluster;
    private readonly Task _running;

    /// <summary>Begins.</summary>
    public CollectorPauses(TestCluster cluster)
    {
        _cluster = cluster;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Whole collections so far.</summary>
    public int Collections { get; private set; }

    /// <summary>Freezes so far.</summary>
    public int Freezes { get; private set; }

    /// <summary>Ends; no silo is frozen any more.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            for (var turn = 0; ; turn++)
            {
                await Task.Delay(Interval, _ending.Token);
                var silo = _cluster.AnyOf(turn);
                if (silo.HasExited)
                {
                    continue;
                }

                await CollectAsync(silo);
                if (turn % CollectionsPerFreeze == 0)
                {
                    await FreezeAsync(silo);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task CollectAsync(SiloProcess silo)
    {
        try
        {
            var client = new DiagnosticsClient(silo.Id);
            using var session = await client.StartEventPipeSessionAsync(
                [new EventPipeProvider(Runtime, EventLevel.Informational, GCHeapCollect)], requestRundown: false, token: _ending.Token);
            var reading = session.EventStream.CopyToAsync(Stream.Null, CancellationToken.None);
            await session.StopAsync(_ending.Token);
            await reading;
            Collections++;
        }
        catch (Exception fault) when (fault is ServerNotAvailableException or EndOfStreamException or IOException)
        {
            // It ended meanwhile, which is counted elsewhere.
        }
    }

    private async Task FreezeAsync(SiloProcess silo)
    {
        silo.Freeze();
        try
        {
            await Task.Delay(Freeze, CancellationToken.None);
            Freezes++;
        }
        finally
        {
            silo.Thaw();
        }
    }
}
