using System.Globalization;
using System.Text.RegularExpressions;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>Which silo took each partition with each generation until some moment, as all silos said it themselves.
/// </summary>
internal sealed partial class PartitionTakes
{
    private readonly Dictionary<(int Partition, long Generation), string> _takers;

    private PartitionTakes(Dictionary<(int Partition, long Generation), string> takers) => _takers = takers;

    /// <summary>Reads what all silos wrote, those that have ended too.</summary>
    /// <exception cref="InvalidOperationException">None has said that it took a partition: it says so in other words
    /// now.</exception>
    public static PartitionTakes Read(TestCluster cluster)
    {
        var takers = new Dictionary<(int, long), string>();
        foreach (var line in cluster.Journal())
        {
            if (TakeLine.Match(line) is { Success: true } take)
            {
                takers[(Number(take, "partition"), Number(take, "generation"))] = take.Groups["silo"].Value;
            }
        }

        return takers.Count > 0
            ? new PartitionTakes(takers)
            : throw new InvalidOperationException("No silo has said that it holds a partition.");
    }

    /// <summary>What was taken since then.</summary>
    /// <param name="earlier">What was taken before.</param>
    /// <param name="present">Names of the silos that were there then.</param>
    /// <param name="gone">Names of those that an event has ended since: theirs had to be taken.</param>
    public PartitionChanges Since(PartitionTakes earlier, IReadOnlyCollection<string> present, IReadOnlyCollection<string> gone)
    {
        var changes = default(PartitionChanges);
        foreach (var ((partition, generation), taker) in _takers.Where(take => !earlier._takers.ContainsKey(take.Key)))
        {
            var before = _takers.GetValueOrDefault((partition, generation - 1), "");
            changes += before == taker ? new(Restarted: 1, 0, 0)
                : !present.Contains(taker) ? new(0, 0, Joined: 1)
                : gone.Contains(before) ? default
                : new(0, Exchanged: 1, 0);
        }

        return changes;
    }

    private static int Number(Match take, string group) =>
        int.Parse(take.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // Of TestCluster.Journal: time, name, and what the silo wrote.
    [GeneratedRegex(
        @"^\S+ (?<silo>\S+) .*Partition (?<partition>\d+): held with generation (?<generation>\d+),",
        RegexOptions.None,
        1_000)]
    private static partial Regex TakeLine { get; }
}
