using System.Globalization;

namespace Tripline.Sources.Replay;

/// <summary>Puts a replay's progress in a sentence.</summary>
internal sealed class ReplayMeter(TickFile file, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private readonly long _firstRow = file.RowCount;
    private readonly double _firstShare = file.ReadShare;

    /// <summary>Rows, share of the file, rows a second and the time that the rest will take.</summary>
    public string Describe(ReplaySpeed speed)
    {
        var seconds = clock.GetElapsedTime(_started).TotalSeconds;
        var share = file.ReadShare;
        var rate = seconds > 0 ? (file.RowCount - _firstRow) / seconds : 0;
        var left = share > _firstShare
            ? $", about {TimeSpan.FromSeconds(Math.Ceiling(seconds * (1 - share) / (share - _firstShare))):c} left"
            : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"Row {file.RowCount:#,0}, {share:P0}, {rate:#,0} rows/s at {speed}{left}.");
    }
}
