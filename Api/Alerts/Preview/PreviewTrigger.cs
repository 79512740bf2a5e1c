namespace Tripline.Api.Alerts.Preview;

/// <summary>A time at which a rule would have fired.</summary>
/// <param name="Time">The tick's event time.</param>
/// <param name="Price">The tick's price.</param>
public sealed record PreviewTrigger(DateTimeOffset Time, double Price);
