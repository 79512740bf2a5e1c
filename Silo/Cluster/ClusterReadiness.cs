using Tripline.Api.Silo;

namespace Tripline.Silo.Cluster;

/// <summary>What of the cluster keeps this silo from being ready.</summary>
/// <param name="ownership">Its partitions.</param>
/// <param name="view">The directory; null on a silo that has all partitions.</param>
internal sealed class ClusterReadiness(PartitionOwnership ownership, ClusterView? view) : IReadinessCheck
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ReadObstacles()
    {
        var obstacles = new List<string>();
        var standings = ownership.Standings;
        if (!ownership.HasJoined)
        {
            obstacles.Add("It has no assignment of partitions (yet).");
        }
        else if (view is null && standings.Count == 0)
        {
            obstacles.Add(
                "Another silo has taken the partitions in the database; this one folds no more. Stop the other one and "
                + "start this one again, or stop this one.");
        }

        var coming = standings
            .Where(standing => standing.Stage is PartitionStage.Taking or PartitionStage.Folding)
            .Select(standing => standing.Partition)
            .ToList();
        if (coming.Count > 0)
        {
            obstacles.Add($"It takes over partitions {string.Join(", ", coming)}.");
        }

        obstacles.AddRange(standings
            .Where(standing => standing.Problem is not null)
            .Select(standing => $"Partition {standing.Partition} cannot be held: {standing.Problem}"));
        if (view?.Problem is { } problem)
        {
            obstacles.Add($"The directory of silos cannot be reached: {problem}");
        }

        return obstacles;
    }
}
