using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using Tripline.Streams;

namespace Tripline.Bench.Failover;

/// <summary>A symbol of its own in each partition, with an alert that every tick fires whose price is on the other side
/// of the level than the one before.</summary>
internal sealed class ProbeSymbols
{
    private const double Below = 99;
    private const double Above = 101;
    private const string Condition = "price crosses 100";

    private readonly string[] _names;
    private readonly FrozenDictionary<string, int> _partitions;

    /// <summary>Finds names.</summary>
    /// <param name="partitions">How many partitions there are.</param>
    public ProbeSymbols(int partitions)
    {
        _names = new string[partitions];
        for (var number = 0; _names.Contains(null); number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"PROBE{number:D4}");
            _names[SymbolPartition.Of(name, partitions)] ??= name;
        }

        _partitions = Enumerable.Range(0, partitions).ToFrozenDictionary(partition => _names[partition]);
    }

    /// <summary>The symbol of a partition.</summary>
    public string this[int partition] => _names[partition];

    /// <summary>The partition of a symbol; null where it is none of these.</summary>
    public int? PartitionOf(string symbol) => _partitions.TryGetValue(symbol, out var partition) ? partition : null;

    /// <summary>The price of a partition's n-th probe.</summary>
    public static double PriceOf(long number) => number % 2 == 0 ? Below : Above;

    /// <summary>The alerts, as requests.</summary>
    public JsonArray Alerts() =>
        [.. _names.Select(name => (JsonNode)new JsonObject { ["symbol"] = name, ["when"] = Condition })];
}
