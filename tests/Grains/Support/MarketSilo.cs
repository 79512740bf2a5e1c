using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;
using Tripline.Grains.Partitions;
using Tripline.Grains.Symbols;
using Tripline.Grains.Users;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded;
using Tripline.Storage.Triggers;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;

namespace Tripline.Tests.Grains.Support;

/// <summary>The product's own grains in a silo, on the embedded storage and tick log in a temporary folder. What was in
/// memory is lost with <see cref="CrashAsync"/>; what was durable stays.</summary>
public sealed class MarketSilo : IAsyncDisposable
{
    private readonly string? _folder;
    private readonly MarketSetup _setup;
    private InProcessTestCluster _cluster = null!;

    private MarketSilo(EmbeddedStorage storage, string folder, MarketSetup setup)
    {
        _folder = folder;
        _setup = setup;
        Storage = storage;
        Log = new EmbeddedTickLog(
            new TickLogOptions { Path = Path.Combine(folder, "ticks"), Partitions = setup.Partitions, WriterThreads = 2 },
            TimeProvider.System,
            NullLogger<EmbeddedTickLog>.Instance);
        History = new FailingHistory(storage.Triggers);
        Checkpoints = new FailingCheckpoints(storage.Checkpoints);
        Grains = new FailingGrains(storage.Grains);
    }

    private MarketSilo(MarketSilo other)
    {
        _setup = other._setup;
        Storage = other.Storage;
        Log = other.Log;
        History = new FailingHistory(Storage.Triggers);
        Checkpoints = new FailingCheckpoints(Storage.Checkpoints);
        Grains = new FailingGrains(Storage.Grains);
    }

    public EmbeddedStorage Storage { get; }

    public EmbeddedTickLog Log { get; }

    public FailingHistory History { get; }

    public FailingCheckpoints Checkpoints { get; }

    public FailingGrains Grains { get; }

    public UserOptions Users { get; } = new();

    public SymbolOptions Symbols { get; } = new();

    /// <summary>Nothing is checkpointed unless a test wants it.</summary>
    public PartitionOptions PartitionOptions { get; } = new() { CheckpointInterval = TimeSpan.FromHours(1) };

    public TickStreamOptions Runs { get; } = new();

    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    public IGrainFactory Factory => Services.GetRequiredService<IGrainFactory>();

    public LocalPartitions Partitions => Services.GetRequiredService<LocalPartitions>();

    public LocalSymbols LocalSymbols => Services.GetRequiredService<LocalSymbols>();

    public IInboxGrain Inbox => Factory.GetGrain<IInboxGrain>(IInboxGrain.LocalUser);

    public ISymbolDirectoryGrain Directory => Factory.GetGrain<ISymbolDirectoryGrain>(ISymbolDirectoryGrain.Key);

    public static async Task<MarketSilo> StartAsync(MarketSetup? setup = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("tripline-grains-").FullName;
        var storage = await EmbeddedStorage.OpenAsync(
            new EmbeddedStorageOptions { DataPath = folder }, TimeProvider.System, NullLoggerFactory.Instance);
        var silo = new MarketSilo(storage, folder, setup ?? new MarketSetup());
        await silo.StartClusterAsync();
        return silo;
    }

    /// <summary>A second silo on the storage and the log of a first one that knows nothing of it, so that both have every
    /// grain.</summary>
    public static async Task<MarketSilo> StartBesideAsync(MarketSilo other)
    {
        var silo = new MarketSilo(other);
        await silo.StartClusterAsync();
        return silo;
    }

    /// <summary>The activations of a grain class, by its short name.</summary>
    public async Task<int> CountActivationsAsync(string type) =>
        (await Factory.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics(null, null))
            .Count(grain => grain.GrainId.Type.ToString() == type);

    /// <summary>Listens to the inbox; keep what is returned for as long as it is to hear.</summary>
    public async Task<HeardInbox> ListenAsync()
    {
        var heard = new HeardInbox();
        await Inbox.Listen(Factory.CreateObjectReference<IInboxListener>(heard));
        return heard;
    }

    public IInboxGrain InboxOf(string user) => Factory.GetGrain<IInboxGrain>(user);

    public IUserGrain User => Factory.GetGrain<IUserGrain>(IInboxGrain.LocalUser);

    public IReadMarksGrain ReadMarks => Factory.GetGrain<IReadMarksGrain>(IInboxGrain.LocalUser);

    public ISymbolGrain Symbol(string symbol) => Factory.GetGrain<ISymbolGrain>(symbol);

    public IPartitionGrain Partition(int partition) => Factory.GetGrain<IPartitionGrain>(partition);

    public IAlertsGrain Alerts => Factory.GetGrain<IAlertsGrain>(IInboxGrain.LocalUser);

    public IAlertGrain Alert(string symbol, Guid id) => Factory.GetGrain<IAlertGrain>(AlertKey.Format(symbol, id));

    public async Task<Guid> Create(string symbol, string when, decimal rearm = 0)
    {
        var id = Guid.CreateVersion7();
        await Alerts.Create(id, Rule(symbol, when, rearm));
        return id;
    }

    public static AlertRule Rule(string symbol, string when, decimal rearm = 0) =>
        new(symbol, when, AlertFrequency.EveryTime, TimeSpan.Zero, rearm, null, null, AlertSeverity.Info, null);

    /// <summary>Appends ticks to the log.</summary>
    public Task Append(params Tick[] ticks) =>
        new TickAppender(Log, Partitions).AppendAsync(ticks, CancellationToken.None).AsTask();

    /// <summary>Waits until all that is in the log is folded.</summary>
    public Task WhenFolded() => Until.TrueAsync(
        () => Partitions.Statuses is { } held && held.Count == Log.PartitionCount && held.All(status => status.LagTicks == 0));

    /// <summary>Delivers ticks of partition 0 past the log, as its tenure does where it cannot reach the symbol otherwise;
    /// positions rise by one from the first.</summary>
    public async Task Deliver(string symbol, long firstPosition, params double[] prices)
    {
        var generation = await Partition(0).Hold();
        var positions = prices.Select((_, index) => firstPosition + index).ToArray();
        await Symbol(symbol).Take(new TickBatch(
            0, prices, new double[prices.Length], positions.Select(position => position * 1_000).ToArray(), positions,
            generation));
    }

    public async Task<IReadOnlyList<double>> TriggerPrices() =>
        [.. (await Inbox.ReadAfter(0, 1_000)).Select(trigger => trigger.Price)];

    /// <summary>Ends an activation as an operator would.</summary>
    public static Task Deactivate(IAddressable grain) =>
        grain.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle().AsTask();

    /// <summary>Ends the silo without a checkpoint, and starts anew on the same storage and log.</summary>
    public async Task CrashAsync()
    {
        Checkpoints.IsDead = true;
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        await _cluster.DisposeAsync();
        Checkpoints.IsDead = false;
        await StartClusterAsync();
    }

    /// <summary>Stops the silo in good order, and starts anew.</summary>
    public async Task RestartAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await StartClusterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        if (_folder is not null)
        {
            await Log.DisposeAsync();
            await Storage.DisposeAsync();
            System.IO.Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task StartClusterAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services
                .AddSingleton(Storage.Alerts)
                .AddSingleton<ITriggerHistory>(History)
                .AddSingleton<ICheckpointStore>(Checkpoints)
                .AddSingleton<ITickLog>(Log)
                .AddSingleton(_setup.Tenures);
            silo.AddProductGrains(Grains, Symbols, Users, PartitionOptions, Runs);
            _setup.Silo(silo);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }
}
