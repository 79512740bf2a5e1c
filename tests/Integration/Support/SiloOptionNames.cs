namespace Tripline.Tests.Integration.Support;

/// <summary>Words of the silo's command line.</summary>
public static class SiloOptionNames
{
    public const string Database = "--ConnectionStrings:Tripline";
    public const string Partitions = "--Log:Partitions";
    public const string MaxRunTicks = "--TickStream:MaxRunTicks";
    public const string CheckpointInterval = "--Partitions:CheckpointInterval";
}
