using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Api.Text;
using Tripline.Grains.Triggers;
using Tripline.Grains.When;
using Tripline.Sources;
using Tripline.Sources.Text;

namespace Tripline.Api.Alerts;

/// <summary>Reads an <see cref="AlertRequest"/> and says everything that is wrong with it.</summary>
internal static class AlertRuleReader
{
    private const int MaxWhen = 500;
    private const int MaxName = 100;
    private const int MaxMessage = 1_000;
    private const int MaxNumber = 64;

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        ["symbol", "when", "frequency", "cooldown", "rearm", "expiresAt", "name", "severity", "message"]);

    // What an alert is shown with besides: ignored in a change, so that what was read can be sent back.
    private static readonly FrozenSet<string> KnownToAChange = FrozenSet.ToFrozenSet(
        [.. Known, "id", "status", "triggerCount", "suppressedCount", "lastTriggeredAt", "createdAt", "version"]);

    private static readonly string[] Frequencies = ["everyTime", "once"];
    private static readonly string[] Severities = ["info", "warning", "critical"];

    /// <summary>Reads a rule.</summary>
    /// <param name="element">The JSON value.</param>
    /// <param name="ownSymbol">The symbol that the rule has already and must keep; null for a new one.</param>
    /// <param name="markets">Which symbols may have levels that are not positive.</param>
    /// <param name="errors">What is wrong; empty when a rule is returned.</param>
    public static AlertRule? Read(
        JsonElement element, string? ownSymbol, MarketRules markets, out IReadOnlyList<FieldError> errors)
    {
        var fields = new ObjectReader(element, ownSymbol is null ? Known : KnownToAChange);
        errors = fields.Errors;
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var rule = new AlertRule(
            ReadSymbol(fields, ownSymbol),
            fields.Text("when", MaxWhen, isRequired: true) ?? string.Empty,
            (AlertFrequency)ReadChoice(fields, "frequency", Frequencies),
            ReadCooldown(fields),
            ReadRearm(fields),
            ReadExpiry(fields),
            ReadLine(fields, "name", MaxName),
            (AlertSeverity)ReadChoice(fields, "severity", Severities),
            ReadMessage(fields));
        if (rule.When.Length > 0)
        {
            CheckCondition(fields, rule.When, rule.Rearm, markets.TakesAnyPrice(rule.Symbol));
        }

        return errors.Count == 0 ? rule : null;
    }

    private static void CheckCondition(ObjectReader fields, string when, decimal rearm, bool anyPrices)
    {
        var parsed = WhenParser.Parse(when);
        if (!parsed.IsValid)
        {
            fields.Add(new FieldError(
                "when", parsed.Error.Message, Column: parsed.Error.Column, Expected: parsed.Error.Expected));
            return;
        }

        foreach (var error in RuleCompiler.Compile(parsed.Condition, rearm, anyPrices).Errors)
        {
            fields.Add(error.Field, error.Message);
        }
    }

    private static string ReadSymbol(ObjectReader fields, string? ownSymbol)
    {
        var text = fields.Text("symbol", SymbolName.MaxLength, isRequired: ownSymbol is null);
        if (text is null)
        {
            return ownSymbol ?? string.Empty;
        }

        if (!SymbolName.TryNormalize(text, out var symbol))
        {
            fields.Add("symbol", SymbolName.Expected);
        }
        else if (ownSymbol is not null && symbol != ownSymbol)
        {
            fields.Add("symbol", $"cannot change from {ownSymbol}; create another alert");
        }

        return symbol;
    }

    private static int ReadChoice(ObjectReader fields, string field, string[] choices)
    {
        var text = fields.Text(field, int.MaxValue);
        var at = text is null ? 0 : Array.IndexOf(choices, text);
        if (at < 0)
        {
            fields.Add(field, $"must be one of {string.Join(", ", choices)}");
        }

        return Math.Max(at, 0);
    }

    private static TimeSpan ReadCooldown(ObjectReader fields)
    {
        var text = fields.Text("cooldown", int.MaxValue);
        var cooldown = TimeSpan.Zero;
        if (text is not null && !DurationText.TryParse(text, out cooldown))
        {
            fields.Add("cooldown", DurationText.Expected);
        }

        return cooldown;
    }

    private static decimal ReadRearm(ObjectReader fields)
    {
        if (!fields.Has("rearm"))
        {
            return 0m;
        }

        var text = fields.NumberText("rearm");
        var rearm = 0m;
        var fault = text is null ? string.Empty : null;
        if (text is { Length: > MaxNumber } || (text is not null && !NumberText.TryParseExact(text, out rearm, out _)))
        {
            fault = "must be a number of ordinary size";
        }
        else if (text is not null && NumberText.TryParseExact(text, out _, out var digits)
            && digits > NumberText.MaxDigits)
        {
            fault = $"must have at most {NumberText.MaxDigits} significant digits";
        }
        else if (rearm < 0m)
        {
            fault = "must not be negative";
        }

        if (fault is { Length: > 0 })
        {
            fields.Add("rearm", fault);
        }

        return fault is null ? rearm : 0m;
    }

    private static DateTimeOffset? ReadExpiry(ObjectReader fields)
    {
        var text = fields.Text("expiresAt", Rfc3339.MaxLength);
        if (text is null)
        {
            return null;
        }

        if (Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var epochMs)
            && epochMs is >= 0 and <= Rfc3339.MaxEpochMs)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(epochMs);
        }

        fields.Add("expiresAt", "must be an RFC 3339 date-time from 1970 on, like \"2026-01-31T17:00:00Z\"");
        return null;
    }

    private static string? ReadLine(ObjectReader fields, string field, int maxLength)
    {
        var text = fields.Text(field, maxLength);
        if (text is not null && text.Any(char.IsControl))
        {
            fields.Add(field, "must not hold control characters");
        }

        return text is { Length: > 0 } ? text : null;
    }

    private static string? ReadMessage(ObjectReader fields)
    {
        var text = fields.Text("message", MaxMessage);
        if (text is not null && !MessageTemplate.TryParse(text, out _, out var fault))
        {
            fields.Add(new FieldError("message", fault.Reason, Column: fault.Column));
        }

        return text is { Length: > 0 } ? text : null;
    }
}
