namespace Tripline.Bench.Storage;

/// <summary>About as much as an alert's state: some 200 bytes of JSON.</summary>
internal sealed class BenchValue
{
    public string Symbol { get; set; } = "";

    public string When { get; set; } = "";

    public string Name { get; set; } = "";

    public double Level { get; set; }

    public long Count { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string Status { get; set; } = "armed";
}
