using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tripline.Api.Alerts;
using Tripline.Api.Alerts.Preview;
using Tripline.Api.Candles;
using Tripline.Api.Conditions;
using Tripline.Api.Inbox;
using Tripline.Api.Market;
using Tripline.Api.Problems;
using Tripline.Api.Silo;
using Tripline.Api.Symbols;
using Tripline.Api.Ticks;
using Tripline.Api.Triggers;

namespace Tripline.Api.Json;

/// <summary>How the API's types are written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(UtcTimeConverter),
        typeof(AlertFrequencyConverter),
        typeof(AlertSeverityConverter),
        typeof(AlertStatusConverter),
    ])]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertPage))]
[JsonSerializable(typeof(AlertRequest))]
[JsonSerializable(typeof(AlertRequest[]))]
[JsonSerializable(typeof(BulkAnswer))]
[JsonSerializable(typeof(CandleList))]
[JsonSerializable(typeof(CandleUpdate[]))]
[JsonSerializable(typeof(ConditionList))]
[JsonSerializable(typeof(ConditionRequest))]
[JsonSerializable(typeof(DroppedNotice))]
[JsonSerializable(typeof(GrainList))]
[JsonSerializable(typeof(GrainView))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(InboxAnswer))]
[JsonSerializable(typeof(MarketSummary))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Quote))]
[JsonSerializable(typeof(Quote[]))]
[JsonSerializable(typeof(QuotePage))]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(SiloAnswer))]
[JsonSerializable(typeof(SiloList))]
[JsonSerializable(typeof(TickRequest))]
[JsonSerializable(typeof(TicksAccepted))]
[JsonSerializable(typeof(TradeList))]
[JsonSerializable(typeof(TriggerItem))]
[JsonSerializable(typeof(TriggerPage))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(int))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    private static ApiJson? _outgoing;

    /// <summary>The same, as it goes out: quotes, signs and letters stand as they are and not as <c>\u0027</c>. Safe where
    /// no browser takes the answer for a page: all answers say their media type and <c>nosniff</c>.</summary>
    public static ApiJson Outgoing => _outgoing ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
