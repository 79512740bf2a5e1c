using System.Text.Json;

namespace Tripline.Tests.Integration.Support;

/// <summary>A trigger as REST and the hub show it.</summary>
public sealed record ReceivedTrigger(
    long Number, string Id, string AlertId, string? Name, string Symbol, decimal Price, long TimeMs,
    int Partition, string Position)
{
    /// <summary>Reads one from its JSON.</summary>
    public static ReceivedTrigger Read(JsonElement json) => new(
        json.GetProperty("number").GetInt64(),
        json.GetProperty("id").GetString()!,
        json.GetProperty("alertId").GetString()!,
        json.TryGetProperty("name", out var name) ? name.GetString() : null,
        json.GetProperty("symbol").GetString()!,
        json.GetProperty("price").GetDecimal(),
        json.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds(),
        json.GetProperty("partition").GetInt32(),
        json.GetProperty("position").GetString()!);
}
