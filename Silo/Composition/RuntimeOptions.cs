using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Silo.Composition;

/// <summary>How grains live and how long calls wait.</summary>
internal sealed class RuntimeOptions
{
    /// <summary>How long a grain may be idle before it leaves memory; Orleans looks once a minute.</summary>
    [Description("How long a grain may be idle before it leaves memory.")]
    [Range(typeof(TimeSpan), "00:01:01", "365.00:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a caller waits for a grain.</summary>
    [Description("How long a caller waits for a grain.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether Orleans' own dashboard is at <c>/orleans</c>; the same on all silos of a cluster. It measures every
    /// call between grains.</summary>
    [Description("Whether Orleans' dashboard is at /orleans; the same on all silos.")]
    public bool Dashboard { get; set; } = true;
}
