namespace Tripline.Storage.Postgres;

/// <summary>An alert to remember, or to forget when it has no symbol. It belongs to no partition: the index is keyed by
/// ids that are unlike each other everywhere, and writing it again changes nothing.</summary>
internal sealed class AlertWrite(
    string user, Guid alertId, string? symbol) : PendingWrite(holds: [])
{
    public string User { get; } = PostgresText.Key(user);

    public Guid AlertId => alertId;

    public string? Symbol { get; } = symbol is null ? null : PostgresText.Key(symbol);

    public override bool IsConfirmed => false;

    public override object Identity => alertId;

    public override Exception Refusal() => new InvalidOperationException("The index refuses nothing.");
}
