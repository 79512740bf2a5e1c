namespace Tripline.Silo.Composition;

/// <summary>How grains live and how long calls wait.</summary>
internal sealed class RuntimeOptions
{
    /// <summary>How long a grain may be idle before it leaves memory, more than a minute. 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a call waits for a silo to serve its partition. 30 s.</summary>
    public TimeSpan TransitionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a caller waits for a grain. 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
