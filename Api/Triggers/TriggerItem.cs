using Tripline.Streams;

namespace Tripline.Api.Triggers;

/// <summary>The fact that an alert fired at one tick.</summary>
/// <param name="Number">1, 2, 3 … within the inbox, without gaps.</param>
/// <param name="Id">Its id, derived from alert and position: the same however often it is computed.</param>
/// <param name="AlertId">The alert that fired.</param>
/// <param name="Name">The alert's name.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="When">The condition.</param>
/// <param name="Price">The tick's price.</param>
/// <param name="Time">The tick's event time.</param>
/// <param name="Partition">The partition of the tick log.</param>
/// <param name="Position">The tick's place in the partition: the record's offset, a colon, the index in it.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">The message, filled in.</param>
public sealed record TriggerItem(
    long Number,
    string Id,
    Guid AlertId,
    string? Name,
    string Symbol,
    string When,
    double Price,
    DateTimeOffset Time,
    int Partition,
    string Position,
    AlertSeverity Severity,
    string? Message)
{
    /// <summary>The trigger as the API shows it.</summary>
    public static TriggerItem From(Trigger trigger) => new(
        trigger.Number,
        trigger.TriggerId,
        trigger.AlertId,
        trigger.Name,
        trigger.Symbol,
        trigger.When,
        trigger.Price,
        DateTimeOffset.FromUnixTimeMilliseconds(trigger.TimeMs),
        trigger.Partition,
        Place(trigger.Position),
        trigger.Severity,
        trigger.Message);

    private static string Place(long position) => $"{LogPosition.Offset(position)}:{LogPosition.Index(position)}";
}
