namespace Tripline.Api.Alerts.Preview;

/// <summary>What a dry run of a rule gave.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="From">Event time of the first tick or candle that was folded; null when there was none.</param>
/// <param name="To">Event time of the last one.</param>
/// <param name="TickCount">Ticks of the symbol that were folded.</param>
/// <param name="CandleCount">Candles that were folded before them, where the log no longer holds the ticks.</param>
/// <param name="IsComplete">Whether the run reached the end of the log.</param>
/// <param name="Reason">Why it did not, a sentence.</param>
/// <param name="TriggerCount">How often the rule would have fired.</param>
/// <param name="SuppressedCount">Crossings that would have fallen into its cooldown.</param>
/// <param name="Triggers">When: the newest, at most as many as the option allows, oldest first.</param>
public sealed record PreviewAnswer(
    string Symbol,
    DateTimeOffset? From,
    DateTimeOffset? To,
    long TickCount,
    int CandleCount,
    bool IsComplete,
    string? Reason,
    long TriggerCount,
    long SuppressedCount,
    IReadOnlyList<PreviewTrigger> Triggers);
