using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Tripline.Sources.Simulation;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>Trades in a file, alerts, and for each alert's name the triggers that it must produce, in order.</summary>
public sealed record ReplayScenario(
    string TickFile, JsonArray Alerts, IReadOnlyDictionary<string, IReadOnlyList<ExpectedTrigger>> Expected)
{
    /// <summary>How many triggers there must be.</summary>
    public int ExpectedCount => Expected.Values.Sum(triggers => triggers.Count);

    /// <summary>Real trades of a day with the reference's rules and triggers; skips the test where they are not.
    /// </summary>
    public static ReplayScenario RealTrades()
    {
        var alerts = JsonNode.Parse(File.ReadAllText(SharedData.Path("rules-20131007.json")))!.AsArray();
        var expected = alerts.ToDictionary(
            alert => (string)alert!["name"]!, _ => new List<ExpectedTrigger>(), StringComparer.Ordinal);
        foreach (var fields in ReadRows(SharedData.Path("triggers-20131007.csv.gz")))
        {
            expected[fields[0]].Add(new ExpectedTrigger(
                long.Parse(fields[2], CultureInfo.InvariantCulture),
                decimal.Parse(fields[4], CultureInfo.InvariantCulture)));
        }

        return new ReplayScenario(
            SharedData.Path("us-equity-trades-20131007.csv.gz"),
            alerts,
            expected.ToDictionary(
                pair => pair.Key, pair => (IReadOnlyList<ExpectedTrigger>)pair.Value, StringComparer.Ordinal));
    }

    /// <summary>Simulated trades in a file of that folder, with random rules and what the naive evaluation makes of
    /// them.</summary>
    public static ReplayScenario SimulatedTrades(TempFolder folder, int seed, int tickCount)
    {
        string[] symbols = ["AIG", "BAC", "IBM", "SPY", "X:Y-1"];
        var market = new SimulatedMarket(symbols, seed, 20, startMs: 1_381_132_800_000);
        var path = folder.Of("simulated.csv");
        using (var file = new StreamWriter(path))
        {
            file.Write("time,symbol,price,size\n");
            for (var i = 0; i < tickCount; i++)
            {
                var tick = market.Next();
                file.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{tick.TimeMs},{tick.Symbol},{tick.Price},{tick.Size}\n"));
            }
        }

        var ticks = ReadTicks(path).ToList();
        var alerts = RandomAlerts.Make(ticks, new Random(seed), perSymbol: 12);
        return new ReplayScenario(path, alerts, Evaluate(alerts, ticks));
    }

    /// <summary>The trades of a file.</summary>
    public static IEnumerable<NaiveTick> ReadTicks(string path) => ReadRows(path).Select(fields => new NaiveTick(
        long.Parse(fields[0], CultureInfo.InvariantCulture),
        fields[1],
        decimal.Parse(fields[2], CultureInfo.InvariantCulture)));

    /// <summary>What the naive evaluation makes of alerts over ticks.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<ExpectedTrigger>> Evaluate(
        JsonArray alerts, IEnumerable<NaiveTick> ticks)
    {
        var rules = alerts.Select(alert => new NaiveRule(alert!)).ToList();
        var ofSymbol = rules.ToLookup(rule => rule.Symbol, StringComparer.Ordinal);
        var previous = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var tick in ticks)
        {
            decimal? before = previous.TryGetValue(tick.Symbol, out var price) ? price : null;
            foreach (var rule in ofSymbol[tick.Symbol])
            {
                rule.Take(before, tick);
            }

            previous[tick.Symbol] = tick.Price;
        }

        return rules.ToDictionary(
            rule => rule.Name, rule => (IReadOnlyList<ExpectedTrigger>)rule.Triggers, StringComparer.Ordinal);
    }

    private static IEnumerable<string[]> ReadRows(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(content);
        reader.ReadLine();
        while (reader.ReadLine() is { } row)
        {
            yield return row.Split(',');
        }
    }
}
