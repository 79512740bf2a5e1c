using System.ComponentModel.DataAnnotations;
using Tripline.Sources.Text;

namespace Tripline.Api.Ticks;

/// <summary>One trade print to be ingested.</summary>
public sealed record TickRequest
{
    /// <summary>The symbol; lower case is raised.</summary>
    [RegularExpression(SymbolName.Pattern)]
    public required string Symbol { get; init; }

    /// <summary>The price: from 1e-12 to 1e15, at most 15 significant digits.</summary>
    public required double Price { get; init; }

    /// <summary>Traded quantity, from 0 to 1e15; 0 when absent.</summary>
    public double? Size { get; init; }

    /// <summary>Event time; now when absent. An RFC 3339 text, or a number of milliseconds since 1970.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Who reports it, within which sequences and ids are told apart.</summary>
    [RegularExpression("^[A-Za-z0-9._:/-]{1,64}$")]
    public string? Source { get; init; }

    /// <summary>The source's own number of the tick, rising within the source, the symbol and the session; one that is not
    /// above the last of these counts as a repeat. Goes with source.</summary>
    [Range(0, long.MaxValue)]
    public long? Sequence { get; init; }

    /// <summary>Within which the sequence rises: a new session begins anew. A day, a connection, a channel; a partition
    /// remembers the 4,096 that were used last.</summary>
    [MinLength(1), MaxLength(64)]
    public string? Session { get; init; }

    /// <summary>What the source calls the tick, a text or a whole number. One of the same source, symbol and id within the
    /// last 24 hours of market time counts as a repeat, in whatever order they come.</summary>
    public string? Id { get; init; }
}
