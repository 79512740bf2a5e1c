namespace Tripline.Storage.Postgres;

/// <summary>Epoch milliseconds as the driver's times.</summary>
internal static class EpochTime
{
    private const long MinMs = -62_135_596_800_000;
    private const long MaxMs = 253_402_300_799_999;

    /// <summary>UTC time of epoch milliseconds; what is outside the years 1 to 9999 becomes their end.</summary>
    public static DateTime FromMs(long epochMs) =>
        DateTime.UnixEpoch.AddTicks(Clamp(epochMs) * TimeSpan.TicksPerMillisecond);

    /// <summary>The same, or the end of the years 1 to 9999 that it is beyond.</summary>
    public static long Clamp(long epochMs) => Math.Clamp(epochMs, MinMs, MaxMs);

    /// <summary>Epoch milliseconds of a UTC time.</summary>
    public static long ToMs(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
}
