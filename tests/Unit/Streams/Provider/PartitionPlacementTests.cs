using System.Net;
using Tripline.Streams.Provider;

namespace Tripline.Tests.Unit.Streams.Provider;

public sealed class PartitionPlacementTests
{
    public static TheoryData<int, int> Sizes => new MatrixTheoryData<int, int>([1, 8, 12, 64], [1, 2, 3, 5, 7]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SiloOf_AllPartitions_AreSharedOutEvenly(int partitions, int silos)
    {
        var owners = Owners(partitions, Silos(silos));
        var shares = Silos(silos).Select(silo => owners.Count(owner => owner.Equals(silo))).ToArray();

        Assert.Equal(partitions, shares.Sum());
        Assert.InRange(shares.Max(), 0, (partitions + silos - 1) / silos);
        Assert.InRange(shares.Max() - shares.Min(), 0, 1);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SiloOf_WhateverTheOrderOfTheSilos_IsTheSame(int partitions, int silos)
    {
        var members = Silos(silos);
        Assert.Equal(Owners(partitions, members), Owners(partitions, [.. members.Reverse()]));
        var placement = new PartitionPlacement(() => partitions);
        _ = placement.SiloOf(0, Silos(silos + 1));
        Assert.Equal(
            Owners(partitions, members), Enumerable.Range(0, partitions).Select(n => placement.SiloOf(n, members)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SiloOf_OneSiloJoins_MovesFewMoreThanItsShare(int partitions, int silos)
    {
        var moved = MovesWhenOneJoins(partitions, silos, out var share);
        Assert.InRange(moved, share, share + Slack(partitions));
    }

    [Fact]
    public void SiloOf_NoSilo_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new PartitionPlacement(() => 8).SiloOf(0, []));

    private static int MovesWhenOneJoins(int partitions, int silos, out int share)
    {
        var before = Owners(partitions, Silos(silos));
        var after = Owners(partitions, Silos(silos + 1));
        share = after.Count(owner => owner.Equals(Silos(silos + 1)[^1]));
        return before.Zip(after).Count(pair => !pair.First.Equals(pair.Second));
    }

    private static int Slack(int partitions) => (partitions + 3) / 4;

    private static SiloAddress[] Owners(int partitions, SiloAddress[] silos)
    {
        var placement = new PartitionPlacement(() => partitions);
        return [.. Enumerable.Range(0, partitions).Select(partition => placement.SiloOf(partition, silos))];
    }

    private static SiloAddress[] Silos(int count) => [.. Enumerable.Range(0, count).Select(
        n => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11_000 + n), 1_000 + n))];
}
