using System.Globalization;
using Tripline.Grains.Symbols;

namespace Tripline.Grains.Triggers;

/// <summary>The triggers that firings become.</summary>
public static class FiredTriggers
{
    /// <summary>The trigger of a firing, not yet numbered. The same firing gives the same trigger.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="partition">Its partition.</param>
    /// <param name="firing">What fired.</param>
    /// <param name="details">What its alert said when it fired.</param>
    public static Trigger Of(string symbol, int partition, in Firing firing, RuleDetails details)
    {
        var message = details.Message is null
            ? null
            : MessageTemplate.Parse(details.Message).Render(
                symbol, PriceText(firing.Price), TimeText(firing.TimeMs), details.Name, details.When);
        return new Trigger(
            0,
            firing.AlertId,
            details.User,
            symbol,
            partition,
            firing.Position,
            firing.RuleOrder,
            firing.TimeMs,
            firing.Price,
            details.Name,
            details.When,
            details.Severity,
            message);
    }

    /// <summary>A price as decimal text without an exponent.</summary>
    public static string PriceText(double price) =>
        price is > 1e-13 and < 1e28
            ? ((decimal)price).ToString(CultureInfo.InvariantCulture)
            : price.ToString("R", CultureInfo.InvariantCulture);

    private static string TimeText(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
