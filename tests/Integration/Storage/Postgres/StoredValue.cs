namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>What a test stores.</summary>
internal sealed class StoredValue
{
    public string Text { get; set; } = "";

    public double Number { get; set; }
}
