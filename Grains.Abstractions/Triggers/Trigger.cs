namespace Tripline;

/// <summary>The fact that an alert fired at one tick.</summary>
/// <param name="Number">1, 2, 3 … in the inbox of its user; 0 before it is numbered.</param>
/// <param name="AlertId">The alert.</param>
/// <param name="User">Its owner.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Partition">The symbol's partition.</param>
/// <param name="Position">The tick's position.</param>
/// <param name="RuleOrder">Order among triggers at one position.</param>
/// <param name="TimeMs">The tick's event time, epoch milliseconds.</param>
/// <param name="Price">The tick's price.</param>
/// <param name="Name">The alert's name, or null.</param>
/// <param name="When">The condition.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">The message, filled in, or null.</param>
[GenerateSerializer, Immutable, Alias("tripline.trigger")]
public sealed record Trigger(
    [property: Id(0)] long Number,
    [property: Id(1)] Guid AlertId,
    [property: Id(2)] string User,
    [property: Id(3)] string Symbol,
    [property: Id(4)] int Partition,
    [property: Id(5)] long Position,
    [property: Id(6)] long RuleOrder,
    [property: Id(7)] long TimeMs,
    [property: Id(8)] double Price,
    [property: Id(9)] string? Name,
    [property: Id(10)] string When,
    [property: Id(11)] AlertSeverity Severity,
    [property: Id(12)] string? Message)
{
    /// <summary>The trigger's id, derived from the alert and the position: the same for every replay.</summary>
    public string TriggerId => $"{AlertId:N}-{Position:x}";
}
