using System.Globalization;

namespace Tripline.Bench.Harness;

/// <summary>Creates the alerts that a benchmark needs, through their grains, many at a time.</summary>
public static class BenchAlerts
{
    private const int Concurrency = 512;

    /// <summary>Creates so many alerts of the local user, each durable and armed.</summary>
    /// <param name="grains">The silo's grains.</param>
    /// <param name="count">How many.</param>
    /// <param name="rule">The rule of each, by its number from 0.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task CreateAsync(
        IGrainFactory grains, int count, Func<int, AlertRule> rule, CancellationToken cancellationToken) =>
        Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
            async (number, _) => await grains.GetGrain<IAlertsGrain>(IInboxGrain.LocalUser).Create(Guid.CreateVersion7(), rule(number)));

    /// <summary>A rule that fires at every crossing of a level, in the words of its condition.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="operation">What comes between price and level: <c>crosses above</c>.</param>
    /// <param name="level">The level.</param>
    /// <param name="cooldown">Least market time between two triggers.</param>
    public static AlertRule Rule(string symbol, string operation, decimal level, TimeSpan cooldown = default) => new(
        symbol,
        string.Create(CultureInfo.InvariantCulture, $"price {operation} {level}"),
        AlertFrequency.EveryTime,
        cooldown,
        Rearm: 0,
        ExpiresAt: null,
        Name: null,
        AlertSeverity.Info,
        Message: null);
}
