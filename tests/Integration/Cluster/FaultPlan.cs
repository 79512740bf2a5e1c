namespace Tripline.Tests.Integration.Cluster;

/// <summary>How many faults of each kind there are, and how much of the run each has.</summary>
internal sealed record FaultPlan(int Kills, int Joins, int Freezes, int DatabaseRestarts, int BrokerRestarts, TimeSpan Unit)
{
    private static readonly (Fault Fault, int Units)[] Lengths =
    [
        (Fault.Kill, 1), (Fault.Join, 1), (Fault.RestartDatabase, 2), (Fault.Freeze, 4), (Fault.RestartBroker, 4),
    ];

    /// <summary>All faults in random order.</summary>
    public IReadOnlyList<Fault> Shuffle(Random random) =>
    [
        .. Enumerable.Repeat(Fault.Kill, Kills)
            .Concat(Enumerable.Repeat(Fault.Join, Joins))
            .Concat(Enumerable.Repeat(Fault.Freeze, Freezes))
            .Concat(Enumerable.Repeat(Fault.RestartDatabase, DatabaseRestarts))
            .Concat(Enumerable.Repeat(Fault.RestartBroker, BrokerRestarts))
            .OrderBy(_ => random.Next()),
    ];

    /// <summary>How long trades are fed around one fault: about as long as it takes.</summary>
    public TimeSpan LengthOf(Fault fault) => Lengths.First(length => length.Fault == fault).Units * Unit;

    /// <summary>How long they are fed around all of them.</summary>
    public TimeSpan Length => Shuffle(new Random(0)).Aggregate(TimeSpan.Zero, (sum, fault) => sum + LengthOf(fault));
}
