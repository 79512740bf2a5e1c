namespace Tripline.Tests.Storage.Contract;

/// <summary>A grain state for tests.</summary>
public sealed class ProbeState
{
    public string? Name { get; set; }

    public double Level { get; set; }

    public DayOfWeek Day { get; set; }

    public List<long> Numbers { get; set; } = [];
}
