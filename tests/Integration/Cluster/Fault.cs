namespace Tripline.Tests.Integration.Cluster;

/// <summary>What can befall silos and the servers beside them.</summary>
internal enum Fault
{
    /// <summary>A silo ends at once, by SIGKILL.</summary>
    Kill,

    /// <summary>A new silo comes.</summary>
    Join,

    /// <summary>A silo stands still, by SIGSTOP, until others have its partitions, and then goes on.</summary>
    Freeze,

    /// <summary>PostgreSQL is restarted, in order or as in a crash.</summary>
    RestartDatabase,

    /// <summary>The broker is restarted, in order or as in a crash.</summary>
    RestartBroker,
}
