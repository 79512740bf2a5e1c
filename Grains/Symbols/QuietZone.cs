namespace Tripline.Grains.Symbols;

/// <summary>Where a tick does nothing but count in the running minute.</summary>
/// <param name="Low">Least value.</param>
/// <param name="High">Least value above.</param>
/// <param name="BeforeMs">Least time after.</param>
internal record struct QuietZone(double Low, double High, long BeforeMs)
{
    /// <summary>Least time.</summary>
    public long FromMs { get; set; }

    /// <summary>The newest time so far.</summary>
    public long NewestMs { get; set; }

    /// <summary>How far behind the newest time a tick may be.</summary>
    public long LatenessMs { get; set; }
}
