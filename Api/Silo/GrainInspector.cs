using System.Text.Json;
using System.Text.Json.Serialization;
using Tripline.Api.Symbols;
using Tripline.Runtime;
using Tripline.Runtime.Hosting;
using Tripline.Sources.Text;

namespace Tripline.Api.Silo;

/// <summary>Looks into the grains of this process: by the runtime which are there, by their own questions what they
/// hold.</summary>
internal sealed class GrainInspector(GrainHost host, IGrainFactory grains, SymbolLookup symbols) : IGrainInspector
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
        var activations = host.ListActivations(type, MostLookedAt);
        return new GrainList(
            [.. activations
                .OrderByDescending(activation => activation.CallCount)
                .Take(limit)
                .Select(activation => new GrainItem(
                    activation.GrainType,
                    activation.Key,
                    activation.CallCount,
                    activation.QueueLength,
                    activation.RunningCalls,
                    Math.Round(activation.IdleTime.TotalSeconds, 1)))],
            activations.Count < MostLookedAt);
    }

    /// <inheritdoc/>
    public async Task<GrainView?> InspectAsync(string type, string key)
    {
        var isActive = host.IsActive(type, key);
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
        return state is null
            ? null
            : new GrainView(type, key, isActive, JsonSerializer.SerializeToElement(state, state.GetType(), Json));
    }

    /// <inheritdoc/>
    public Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken) =>
        host.DeactivateAsync(type, key, cancellationToken);

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
        var slash = key.IndexOf('/', StringComparison.Ordinal);
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
