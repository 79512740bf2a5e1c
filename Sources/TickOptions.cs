using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Sources;

/// <summary>What holds for ticks on every way in; section <c>Ticks</c>.</summary>
public sealed class TickOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Ticks";

    /// <summary>How far a tick's time may be ahead of when it comes in; one that is further is refused.</summary>
    [Description("How far a tick's time may be ahead of when it comes in.")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxAhead { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Names of the fields of ticks in JSON and of columns in files, separated by commas, by our name of the field:
    /// symbol, price, size, time, source, sequence, session, id. A field that is not given has its default names.</summary>
    [Description("Names of a field of ticks, by ours: symbol price size time source sequence session id.")]
    public IDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
