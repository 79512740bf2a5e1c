using Tripline.Api.Silo;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeMonitor : ISiloMonitor
{
    public List<string> Obstacles { get; } = [];

    public IReadOnlyList<PartitionItem> ReadPartitions() => [new(0, 7, true, 10, 30, 20, 5, 1.5, 3, 0, 0, 0, null)];

    public IReadOnlyList<GrainTypeItem> ReadGrains() => [new("symbol", 1, 2, 0, 1.5, 9.5, 0)];

    public IReadOnlyList<string> ReadObstacles() => Obstacles;
}
