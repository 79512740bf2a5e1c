using System.ComponentModel.DataAnnotations;

namespace Tripline.Api.Ticks;

/// <summary>One trade print to be ingested.</summary>
public sealed record TickRequest
{
    /// <summary>The symbol; lower case is raised.</summary>
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._:-]{0,31}$")]
    public required string Symbol { get; init; }

    /// <summary>The price: from 1e-12 to 1e15, at most 15 significant digits.</summary>
    public required double Price { get; init; }

    /// <summary>Traded quantity, from 0 to 1e15; 0 when absent.</summary>
    public double? Size { get; init; }

    /// <summary>Event time; now when absent. An RFC 3339 text, or a number of milliseconds since 1970.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Who reports it and numbers its ticks; goes with sequence.</summary>
    [RegularExpression("^[A-Za-z0-9._:/-]{1,64}$")]
    public string? Source { get; init; }

    /// <summary>The source's own rising number of the tick; one that is not above the last of its source is dropped as
    /// a repeat.</summary>
    [Range(0, long.MaxValue)]
    public long? Sequence { get; init; }
}
