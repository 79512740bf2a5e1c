namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>A grain's state in a test.</summary>
internal sealed class StoredState : Tripline.Storage.IGrainState<StoredValue>
{
    public StoredValue? State { get; set; } = new();

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
