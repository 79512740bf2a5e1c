using System.Globalization;
using System.Text.Json.Nodes;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>Random alerts at levels that the ticks really visit.</summary>
public static class RandomAlerts
{
    private static readonly string[] Operators =
        ["crosses above", "crosses below", "crosses", ">", ">=", "<", "<=", "enters", "exits"];

    private static readonly string?[] Cooldowns = [null, null, null, "1s", "30s", "5m", "1h"];
    private static readonly decimal[] Rearms = [0, 0, 0.01m, 0.05m, 0.2m];

    /// <summary>So many alerts for each symbol of the ticks, every operator among them.</summary>
    public static JsonArray Make(IReadOnlyList<NaiveTick> ticks, Random random, int perSymbol)
    {
        var alerts = new JsonArray();
        foreach (var symbol in ticks.GroupBy(tick => tick.Symbol).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var prices = symbol.Select(tick => tick.Price).ToArray();
            for (var i = 0; i < perSymbol; i++)
            {
                alerts.Add(Alert(symbol.Key, i, prices, random));
            }
        }

        return alerts;
    }

    private static JsonObject Alert(string symbol, int number, decimal[] prices, Random random)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{symbol}-{number:D2}");
        var operation = Operators[number % Operators.Length];
        var isChannel = operation is "enters" or "exits";
        var level = prices[random.Next(prices.Length)];
        var levels = isChannel
            ? string.Create(CultureInfo.InvariantCulture, $"{level}..{level + (random.Next(1, 30) * 0.01m)}")
            : level.ToString(CultureInfo.InvariantCulture);
        var alert = new JsonObject
        {
            ["name"] = name,
            ["symbol"] = symbol,
            ["when"] = $"price {operation} {levels}",
            ["frequency"] = random.Next(6) == 0 ? "once" : "everyTime",
        };
        if (Cooldowns[random.Next(Cooldowns.Length)] is { } cooldown)
        {
            alert["cooldown"] = cooldown;
        }

        var rearm = Rearms[random.Next(Rearms.Length)];
        if (!isChannel && rearm > 0)
        {
            alert["rearm"] = rearm;
        }

        return alert;
    }
}
