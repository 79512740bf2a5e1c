using System.Text.Json;
using Tripline.Api.Problems;
using Tripline.Sources;

namespace Tripline.Api.Alerts;

/// <summary>Creates alerts from requests.</summary>
internal sealed class AlertCreation(IGrainFactory grains, MarketRules markets, TimeProvider clock)
{
    /// <summary>Creates one alert, armed on completion.</summary>
    /// <returns>The alert, or the problem, in which case nothing was created.</returns>
    public async Task<(Alert? Alert, ProblemResult? Problem)> CreateAsync(JsonElement request)
    {
        var rule = AlertRuleReader.Read(request, ownSymbol: null, markets, out var errors);
        if (rule is null)
        {
            return (null, ProblemResult.Invalid(errors));
        }

        var alerts = grains.GetGrain<IAlertsGrain>(IInboxGrain.LocalUser);
        return (Alert.From(await alerts.Create(Guid.CreateVersion7(clock.GetUtcNow()), rule)), null);
    }

    /// <summary>Creates many alerts; each one succeeds or fails by itself.</summary>
    /// <param name="requests">A JSON array.</param>
    /// <param name="concurrency">How many are created at the same time.</param>
    /// <param name="cancellationToken">Starts no further one when cancelled.</param>
    public async Task<BulkAnswer> CreateManyAsync(
        JsonElement requests, int concurrency, CancellationToken cancellationToken)
    {
        var elements = requests.EnumerateArray().ToArray();
        var items = new BulkResult[elements.Length];
        var created = 0;
        await Parallel.ForAsync(
            0,
            elements.Length,
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
            async (at, _) =>
            {
                var (alert, problem) = await TryCreateAsync(elements[at]);
                items[at] = new BulkResult(at, alert, problem?.Problem);
                if (alert is not null)
                {
                    Interlocked.Increment(ref created);
                }
            });
        return new BulkAnswer(created, items.Length - created, items);
    }

    private async Task<(Alert? Alert, ProblemResult? Problem)> TryCreateAsync(JsonElement request)
    {
        try
        {
            return await CreateAsync(request);
        }
        catch (Exception exception)
        {
            return (null, ApiExceptionHandler.Translate(exception));
        }
    }
}
