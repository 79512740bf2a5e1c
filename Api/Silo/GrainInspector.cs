using Orleans.Core.Internal;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tripline.Api.Symbols;
using Tripline.Grains.Partitions;
using Tripline.Sources.Text;

namespace Tripline.Api.Silo;

/// <summary>Looks into grains: by the calls that they took which are activated on this silo, by their own questions what they
/// hold.</summary>
internal sealed class GrainInspector(
    GrainCallStatistics statistics, LocalSymbols locals, IGrainFactory grains, SymbolLookup symbols) : IGrainInspector
{
    private const int MostLookedAt = 100_000;
    private const int MostShown = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <inheritdoc/>
    public GrainList List(string? type, int limit)
    {
        var now = Environment.TickCount64;
        var activations = statistics.Activations()
            .Where(found => type is null || found.Grain.Type.ToString() == type)
            .Take(MostLookedAt)
            .Select(found => ToItem(found.Grain, found.Calls, now))
            .ToList();
        return new GrainList(
            [.. activations
                .OrderByDescending(static item => item.Calls)
                .ThenBy(static item => item.Type, StringComparer.Ordinal)
                .ThenBy(static item => item.Key, StringComparer.Ordinal)
                .Take(limit)],
            IsWhole: activations.Count < MostLookedAt);
    }

    /// <inheritdoc/>
    public bool IsActive(string type, string key)
    {
        var grain = GrainId.Create(type, key);
        return statistics.Activations().Any(found => found.Grain == grain);
    }

    /// <inheritdoc/>
    public async Task<JsonElement?> ReadStateAsync(string type, string key)
    {
        object? state = type switch
        {
            "symbol" => await ReadSymbolAsync(key),
            "alert" => await ReadAlertAsync(key),
            "inbox" => await ReadInboxAsync(key),
            "user" => new { AlertCount = await grains.GetGrain<IUserGrain>(key).GetAlertCount() },
            "readmarks" => new { Read = await grains.GetGrain<IReadMarksGrain>(key).Get() },
            "symboldirectory" => new { Symbols = await grains.GetGrain<ISymbolDirectoryGrain>(key).List(null, MostShown) },
            _ => null,
        };
        return state is null ? null : JsonSerializer.SerializeToElement(state, state.GetType(), Json);
    }

    /// <inheritdoc/>
    public Task DeactivateAsync(string type, string key, CancellationToken cancellationToken) => grains
        .GetGrain(GrainId.Create(type, key)).AsReference<IGrainManagementExtension>().DeactivateOnIdle(cancellationToken)
        .AsTask();

    private GrainItem ToItem(GrainId grain, ActivationCalls calls, long now)
    {
        var key = grain.Key.ToString()!;
        var turns = grain.Type == GrainCallStatistics.SymbolGrains ? locals.TurnsOf(key) : default;
        return new GrainItem(
            grain.Type.ToString()!,
            key,
            calls.Count + turns.Count,
            (int)Math.Min(int.MaxValue, turns.Waiting),
            calls.Running,
            Math.Round(Math.Max(0, now - Math.Max(calls.LastAtMs, turns.LastAtMs)) / 1000.0, 1));
    }

    private async Task<object?> ReadSymbolAsync(string key)
    {
        if (!SymbolName.TryNormalize(key, out var symbol) || symbol != key || !await symbols.IsKnownAsync(symbol))
        {
            return null;
        }

        var grain = grains.GetGrain<ISymbolGrain>(symbol);
        return new
        {
            Summary = await grain.GetSummary(),
            Rules = await grain.ListRules(null, MostShown, null),
            Trades = await grain.GetTrades(10),
        };
    }

    private async Task<object?> ReadAlertAsync(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0
            && Guid.TryParseExact(key.AsSpan(slash + 1), "N", out _)
            && await symbols.IsKnownAsync(key[..slash])
                ? await grains.GetGrain<IAlertGrain>(key).Get()
                : null;
    }

    private async Task<object> ReadInboxAsync(string key)
    {
        var grain = grains.GetGrain<IInboxGrain>(key);
        var last = await grain.GetLastNumber();
        return new { LastNumber = last, Newest = await grain.ReadAfter(Math.Max(0, last - 10), 10) };
    }
}
