using Tripline.Api.Problems;
using Tripline.Api.Text;
using Tripline.Storage.Alerts;

namespace Tripline.Api.Alerts;

/// <summary>Finds an alert's grain by the id in a URL.</summary>
internal sealed class AlertReferences(IGrainFactory grains, IAlertIndex index)
{
    /// <summary>No alert has that id.</summary>
    public static ProblemResult NotFound(string id) =>
        ProblemResult.NotFound($"There is no alert {(id.Length <= 64 ? id : id[..64] + "…")}.");

    /// <summary>The grain; null when no alert has that id.</summary>
    public async ValueTask<IAlertGrain?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!AlertIdText.TryParse(id, out var alertId))
        {
            return null;
        }

        var symbol = await index.FindSymbolAsync(alertId, cancellationToken);
        return symbol is null ? null : Open(symbol, alertId);
    }

    /// <summary>The grain of an alert on a known symbol.</summary>
    public IAlertGrain Open(string symbol, Guid alertId) =>
        grains.GetGrain<IAlertGrain>(AlertKey.Format(symbol, alertId));
}
