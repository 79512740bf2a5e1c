namespace Tripline.Storage.Triggers;

/// <summary>A trigger as history keeps it, numbered within its user's inbox.</summary>
/// <param name="Number">1, 2, 3 … within the user, without gaps.</param>
/// <param name="AlertId">The alert that fired.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Partition">The partition of the tick that it fired at.</param>
/// <param name="Position">The tick's position in that partition.</param>
/// <param name="RuleOrder">Order among triggers at one position: the alert's arming number within the symbol.</param>
/// <param name="TimeMs">The tick's event time, epoch milliseconds.</param>
/// <param name="Price">The tick's price.</param>
/// <param name="Name">The alert's name, or null.</param>
/// <param name="When">The condition as text.</param>
/// <param name="Severity">info, warning or critical.</param>
/// <param name="Message">The message, its placeholders filled in, or null.</param>
public sealed record TriggerRow(
    long Number,
    Guid AlertId,
    string Symbol,
    int Partition,
    long Position,
    long RuleOrder,
    long TimeMs,
    double Price,
    string? Name,
    string When,
    string Severity,
    string? Message);
