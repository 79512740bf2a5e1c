namespace Tripline.Bench.Storage;

/// <summary>A grain's state to write.</summary>
internal sealed class BenchState : Tripline.Storage.IGrainState<BenchValue>
{
    public BenchValue? State { get; set; }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
