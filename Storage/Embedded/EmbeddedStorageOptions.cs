namespace Tripline.Storage.Embedded;

/// <summary>Settings of the embedded storage.</summary>
public sealed class EmbeddedStorageOptions
{
    /// <summary>The data folder; made when missing. The store lies in its folder <c>database</c>.</summary>
    public string DataPath { get; set; } = "./data";

    /// <summary>How many triggers history keeps of each user, to a page of 256; 0 keeps all.</summary>
    public long MaxTriggersPerUser { get; set; } = 10_000_000;

    /// <summary>How long candles are kept, by interval in seconds, in market time back from the newest one; an interval
    /// that is missing here is kept for good. By default: 1m 30 days, 5m 90 days, 15m 180 days, 1h 2 years, 4h 5 years,
    /// 1d for good.</summary>
    public IDictionary<int, TimeSpan> CandleRetention { get; } = new Dictionary<int, TimeSpan>
    {
        [60] = TimeSpan.FromDays(30),
        [300] = TimeSpan.FromDays(90),
        [900] = TimeSpan.FromDays(180),
        [3600] = TimeSpan.FromDays(2 * 365),
        [14400] = TimeSpan.FromDays(5 * 365),
    };

    /// <summary>How often a disk that refused a write is tried again when nobody writes.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);
}
