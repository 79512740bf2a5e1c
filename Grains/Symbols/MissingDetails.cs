namespace Tripline.Grains.Symbols;

/// <summary>Asks alerts, once, for the details of rules that a version before details armed, and journals them. Until then
/// the symbol folds no tick. Runs within the turns of its grain.</summary>
/// <param name="fold">The fold whose rules lack details.</param>
/// <param name="journal">Makes the details durable.</param>
/// <param name="grains">Finds the alerts.</param>
internal sealed class MissingDetails(SymbolFold fold, ArmingJournal journal, IGrainFactory grains)
{
    private const int AlertsAtOnce = 256;

    private Task? _underWay;

    /// <summary>Completes when every rule has details; fails and may be called again where an alert does not answer or the
    /// journal cannot be written.</summary>
    public async Task Fill()
    {
        var filling = _underWay ??= FillAll();
        try
        {
            await filling;
        }
        catch
        {
            _underWay = _underWay == filling ? null : _underWay;
            throw;
        }
    }

    private async Task FillAll()
    {
        foreach (var alerts in fold.AlertsWithoutDetails().Chunk(AlertsAtOnce))
        {
            var answers = await Task.WhenAll(alerts.Select(
                alert => grains.GetGrain<IAlertGrain>(AlertKey.Format(fold.Symbol, alert)).GetDetails()));

            // A rule whose alert is gone was left over by a crash, and fires for nobody.
            await Task.WhenAll(alerts.Zip(answers, (alert, details) => journal.Append(
                details is null ? RuleChange.Disarm(alert) : RuleChange.Describe(alert, details))));
        }
    }
}
