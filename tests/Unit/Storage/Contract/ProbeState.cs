namespace Tripline.Tests.Storage.Contract;

/// <summary>A grain state for tests.</summary>
public sealed class ProbeState
{
    public string? Name { get; set; }

    public double Level { get; set; }

    public DayOfWeek Day { get; set; }

    public List<long> Numbers { get; set; } = [];
}

internal sealed class ProbeRecord : Tripline.Storage.IGrainState<ProbeState>
{
    public ProbeState? State { get; set; } = new();

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
