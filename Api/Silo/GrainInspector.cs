using Orleans.Core.Internal;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tripline.Api.Symbols;
using Tripline.Sources.Text;

namespace Tripline.Api.Silo;

/// <summary>Looks into the grains of this process: by the runtime which are there, by their own questions what they
/// hold.</summary>
internal sealed class GrainInspector(ILocalSiloDetails silo, IGrainFactory grains, SymbolLookup symbols) : IGrainInspector
{
    private const int MostShown = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <inheritdoc/>
    public async Task<GrainList> ListAsync(string? type, int limit)
    {
        var activations = await Management.GetDetailedGrainStatistics(null, [silo.SiloAddress]);
        return new GrainList(
            [.. activations
                .Where(static activation => !activation.GrainId.IsSystemTarget())
                .Where(activation => type is null || activation.GrainId.Type.ToString() == type)
                .OrderBy(static activation => activation.GrainId.Type.ToString(), StringComparer.Ordinal)
                .ThenBy(static activation => activation.GrainId.Key.ToString(), StringComparer.Ordinal)
                .Take(limit)
                .Select(static activation => new GrainItem(
                    activation.GrainId.Type.ToString()!, activation.GrainId.Key.ToString()!, 0, 0, 0, 0))],
            IsWhole: true);
    }

    /// <inheritdoc/>
    public async Task<GrainView?> InspectAsync(string type, string key)
    {
        var isActive = await IsActiveAsync(type, key);
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
    public async Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken)
    {
        if (!await IsActiveAsync(type, key))
        {
            return false;
        }

        await grains.GetGrain(GrainId.Create(type, key)).AsReference<IGrainManagementExtension>().DeactivateOnIdle(cancellationToken);
        return true;
    }

    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    private async Task<bool> IsActiveAsync(string type, string key)
    {
        var id = GrainId.Create(type, key);
        return (await Management.GetDetailedGrainStatistics(null, null)).Any(activation => activation.GrainId == id);
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
