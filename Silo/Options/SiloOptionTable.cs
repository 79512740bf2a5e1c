using Tripline.Api;
using Tripline.Api.Alerts.Preview;
using Tripline.Grains.Partitions;
using Tripline.Grains.Symbols;
using Tripline.Grains.Users;
using Tripline.Silo.Composition;
using Tripline.Silo.Membership;
using Tripline.Sources;
using Tripline.Sources.Replay;
using Tripline.Sources.Simulation;
using Tripline.Storage.Embedded;
using Tripline.Storage.Postgres;
using Tripline.Streams.Kafka;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;

namespace Tripline.Silo.Options;

/// <summary>All options of the silo, in the order in which help shows them: those that decide what it stands on, then those
/// of the sections' classes.</summary>
internal static class SiloOptionTable
{
    /// <summary>The sections.</summary>
    public static IReadOnlyList<OptionSection> Sections { get; } =
    [
        new("Ticks", typeof(TickOptions)),
        new("Simulator", typeof(SimulatorOptions)),
        new("Replay", typeof(ReplayOptions)),
        new("Log", typeof(TickLogOptions)),
        new("Kafka", typeof(KafkaOptions)),
        new("Kafka:EventHubs", typeof(EventHubsOptions)),
        new("Endpoint", typeof(Membership.EndpointOptions)),
        new("Membership", typeof(MembershipSettings)),
        new("TickStream", typeof(TickStreamOptions)),
        new("Partitions", typeof(PartitionOptions)),
        new("Symbols", typeof(SymbolOptions)),
        new("Users", typeof(UserOptions)),
        new("Storage", typeof(EmbeddedStorageOptions)),
        new("Postgres", typeof(PostgresOptions)),
        new("Runtime", typeof(RuntimeOptions)),
        new("Api", typeof(ApiOptions)),
        new("Api:Preview", typeof(PreviewOptions)),
    ];

    /// <summary>The options.</summary>
    public static IReadOnlyList<SiloOption> All { get; } =
    [
        new("Urls", "http://localhost:8080", "Addresses to listen on, separated by ';'."),
        new("Data:Path", "./data", "Folder of everything that must survive."),
        new("ConnectionStrings:Tripline", "", "PostgreSQL database (Host=…;Database=…) to keep state and history in."),
        new("Streams", "embedded", "Where the tick log is: embedded (in the data folder) or kafka."),
        new("Source", "simulator", "Where ticks come from besides REST: simulator, replay or none (none on kafka)."),
        new($"Markets:{SiloOption.Open}", "", "By market: Symbols (CL*,NG*) and Prices (positive, or any: zero and below too)."),
        .. Sections.SelectMany(static section => section.Options()),
    ];
}
