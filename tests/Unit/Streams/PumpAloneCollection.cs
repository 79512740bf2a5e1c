namespace Tripline.Tests.Unit.Streams;

/// <summary>Tests that count what the whole process allocates: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PumpAloneCollection
{
    public const string Name = "Pump, alone";
}
