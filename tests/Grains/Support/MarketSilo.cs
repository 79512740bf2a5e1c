using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Grains.Alerts;
using Tripline.Grains.Symbols;
using Tripline.Grains.Users;
using Tripline.Runtime;
using Tripline.Runtime.Hosting;
using Tripline.Storage;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded;
using Tripline.Storage.Triggers;
using Tripline.Tests.Grains.Runtime;

namespace Tripline.Tests.Grains.Support;

/// <summary>The product's own grains on the embedded storage in a temporary folder. What was in memory is lost with
/// <see cref="Crash"/>; what was durable stays.</summary>
public sealed class MarketSilo : IAsyncDisposable
{
    private readonly string? _folder;
    private readonly Dictionary<string, IStreamProducer<TickBatch>> _streams = new(StringComparer.Ordinal);
    private TestSilo _silo;

    private MarketSilo(EmbeddedStorage storage, string? folder)
    {
        _folder = folder;
        Storage = storage;
        History = new FailingHistory(storage.Triggers);
        Checkpoints = new FailingCheckpoints(storage.Checkpoints);
        Grains = new FailingGrains(storage.Grains);
        _silo = Start();
    }

    public EmbeddedStorage Storage { get; }

    public FailingHistory History { get; }

    public FailingCheckpoints Checkpoints { get; }

    public FailingGrains Grains { get; }

    public UserOptions Users { get; } = new();

    public SymbolOptions Symbols { get; } = new();

    public QuietFeed Feed { get; } = new();

    public IInboxGrain Inbox => _silo.Factory.GetGrain<IInboxGrain>(IInboxGrain.LocalUser);

    public static async Task<MarketSilo> StartAsync()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("tripline-grains-").FullName;
        var storage = await EmbeddedStorage.OpenAsync(
            new EmbeddedStorageOptions { DataPath = folder }, TimeProvider.System, NullLoggerFactory.Instance);
        return new MarketSilo(storage, folder);
    }

    /// <summary>A second silo on the storage of a first one that knows nothing of it, so that both have every grain.
    /// </summary>
    public static MarketSilo StartBeside(MarketSilo other) => new(other.Storage, folder: null);

    /// <summary>The activations of a grain class, by its short name.</summary>
    public int CountActivations(string type) => _silo.Host.ListActivations(type, int.MaxValue).Count;

    public ISymbolDirectoryGrain Directory => _silo.Factory.GetGrain<ISymbolDirectoryGrain>(ISymbolDirectoryGrain.Key);

    public IInboxGrain InboxOf(string user) => _silo.Factory.GetGrain<IInboxGrain>(user);

    public IUserGrain User => _silo.Factory.GetGrain<IUserGrain>(IInboxGrain.LocalUser);

    public IReadMarksGrain ReadMarks => _silo.Factory.GetGrain<IReadMarksGrain>(IInboxGrain.LocalUser);

    public ISymbolGrain Symbol(string symbol) => _silo.Factory.GetGrain<ISymbolGrain>(symbol);

    public IAlertGrain Alert(string symbol, Guid id) =>
        _silo.Factory.GetGrain<IAlertGrain>(AlertKey.Format(symbol, id));

    public async Task<Guid> Create(string symbol, string when, decimal rearm = 0)
    {
        var id = Guid.CreateVersion7();
        await Alert(symbol, id).Create(IInboxGrain.LocalUser, Rule(symbol, when, rearm));
        return id;
    }

    public static AlertRule Rule(string symbol, string when, decimal rearm = 0) =>
        new(symbol, when, AlertFrequency.EveryTime, TimeSpan.Zero, rearm, null, null, AlertSeverity.Info, null);

    /// <summary>Delivers ticks as the pump does; positions rise by one from the first.</summary>
    public async Task Deliver(string symbol, long firstPosition, params double[] prices)
    {
        if (!_streams.TryGetValue(symbol, out var stream))
        {
            stream = _streams[symbol] = _silo.Streams.Open<TickBatch>(
                StreamId.Create(TickBatch.StreamNamespace, symbol));
        }

        var positions = prices.Select((_, index) => firstPosition + index).ToArray();
        await stream.OnNextAsync(new TickBatch(
            0, prices, new double[prices.Length], positions.Select(position => position * 1_000).ToArray(), positions));
    }

    public async Task<IReadOnlyList<double>> TriggerPrices() =>
        [.. (await Inbox.ReadAfter(0, 1_000)).Select(trigger => trigger.Price)];

    /// <summary>Forgets all grains, without a word to them, and starts anew on the same storage.</summary>
    public void Crash()
    {
        _streams.Clear();
        _silo = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        if (_folder is not null)
        {
            await Storage.DisposeAsync();
            System.IO.Directory.Delete(_folder, recursive: true);
        }
    }

    private TestSilo Start() =>
        new(
            options => options.AddGrains(typeof(AlertGrain).Assembly),
            services => services
                .AddSingleton<IGrainStorage>(Grains)
                .AddSingleton(Storage.Alerts)
                .AddSingleton<ITriggerHistory>(History)
                .AddSingleton<ICheckpointStore>(Checkpoints)
                .AddSingleton<IMarketFeed>(Feed)
                .AddSingleton<ITriggerFeed>(Feed)
                .AddSingleton<ISymbolActivity>(Feed)
                .AddSingleton(Users)
                .AddSingleton(Symbols));
}
