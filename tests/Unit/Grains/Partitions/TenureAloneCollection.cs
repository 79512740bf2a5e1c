namespace Tripline.Tests.Grains.Partitions;

/// <summary>Tests that count what the whole process allocates: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TenureAloneCollection
{
    public const string Name = "Tenure, alone";
}
