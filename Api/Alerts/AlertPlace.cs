using Tripline.Api.Requests;
using Tripline.Api.Text;
using Tripline.Sources.Text;

namespace Tripline.Api.Alerts;

/// <summary>A place in the list of all alerts.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="AlertId">The last alert of the symbol that was listed; null when all of them were.</param>
internal sealed record AlertPlace(string Symbol, Guid? AlertId)
{
    /// <summary>Parts of the cursor.</summary>
    public const int CursorParts = 2;

    /// <summary>The cursor that stands for this place.</summary>
    public string ToCursor() => PageCursor.Write(Symbol, AlertId?.ToString("N") ?? string.Empty);

    /// <summary>Reads a cursor's parts.</summary>
    public static bool TryRead(string[] parts, out AlertPlace? place)
    {
        var isAlert = AlertIdText.TryParse(parts[1], out var alertId);
        place = SymbolName.TryNormalize(parts[0], out var symbol) && (isAlert || parts[1].Length == 0)
            ? new AlertPlace(symbol, isAlert ? alertId : null)
            : null;
        return place is not null;
    }
}
