using System.ComponentModel.DataAnnotations;
using Tripline.Sources.Text;

namespace Tripline.Api.Alerts;

/// <summary>What a user asks to be watched.</summary>
public sealed record AlertRequest : AlertFields
{
    /// <summary>The symbol; lower case is raised.</summary>
    [RegularExpression(SymbolName.Pattern)]
    public required string Symbol { get; init; }

    /// <summary>The condition: `price crosses above 168.25`, `price crosses below X`, `price crosses X`, price compared
    /// with a number by one of the four signs of order, `price enters L..H`, `price exits L..H`.</summary>
    [MaxLength(500)]
    public required string When { get; init; }
}
