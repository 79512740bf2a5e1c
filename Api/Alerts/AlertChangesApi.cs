using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Sources;

namespace Tripline.Api.Alerts;

/// <summary>Changes, deletes, pauses and resumes one alert, guarded by If-Match.</summary>
internal static class AlertChangesApi
{
    private const string MergePatch = "application/merge-patch+json";

    /// <summary>Maps what changes <c>/alerts/{id}</c>.</summary>
    public static void MapAlertChanges(this IEndpointRouteBuilder alerts, string example)
    {
        alerts.MapPut("/{id}", ReplaceAsync)
            .Describe("replaceAlert", "Replace an alert's rule", "The whole rule is replaced; fields that are absent get "
                + "their defaults. It is armed freshly when when, rearm, cooldown, frequency or expiresAt change, and goes on "
                + "as it is otherwise. What a GET gave can be sent: fields that are not the user's are ignored. The symbol "
                + "cannot change. A paused alert stays paused.")
            .Accepts<AlertRequest>("application/json")
            .WithBodyExample("application/json", example)
            .Produces<Alert>()
            .WithETag()
            .ProducesProblems(400, 404, 413, 415, 503)
            .WithIfMatch();
        alerts.MapPatch("/{id}", PatchAsync)
            .Describe("changeAlert", "Change some of an alert's rule", "A merge patch (RFC 7396): fields that are given are "
                + "changed, null takes the default, the others stay. It is armed freshly as by a replacement.")
            .Accepts<AlertPatch>(MergePatch, "application/json")
            .WithBodyExample(MergePatch, """{"name": "AAPL breaks out", "cooldown": "5m"}""")
            .Produces<Alert>()
            .WithETag()
            .ProducesProblems(400, 404, 413, 415, 503)
            .WithIfMatch();
        alerts.MapDelete("/{id}", DeleteAsync)
            .Describe("deleteAlert", "Delete an alert", "Its triggers stay.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblems(400, 404, 503)
            .WithIfMatch();
        alerts.MapPost("/{id}/pause", PauseAsync)
            .Describe("pauseAlert", "Pause an alert", "It is not watched until it is resumed. A paused one stays so.")
            .Produces<Alert>()
            .WithETag()
            .ProducesProblems(400, 404, 503)
            .WithIfMatch();
        alerts.MapPost("/{id}/resume", ResumeAsync)
            .Describe("resumeAlert", "Resume an alert", "A paused alert is armed freshly; another one stays as it is.")
            .Produces<Alert>()
            .WithETag()
            .ProducesProblems(400, 404, 503)
            .WithIfMatch();
    }

    private static Task<Results<Ok<Alert>, ProblemResult>> ReplaceAsync(
        HttpContext context, string id, AlertReferences references, MarketRules markets, IOptions<ApiOptions> options) =>
        ChangeRuleAsync(context, id, references, markets, options.Value, "application/json", static (_, body) => body);

    private static Task<Results<Ok<Alert>, ProblemResult>> PatchAsync(
        HttpContext context,
        string id,
        AlertReferences references,
        MarketRules markets,
        IOptions<ApiOptions> options,
        IOptions<JsonOptions> json) =>
        ChangeRuleAsync(
            context,
            id,
            references,
            markets,
            options.Value,
            MergePatch,
            (state, body) => AlertPatch.Merge(state, body, json.Value.SerializerOptions));

    private static async Task<Results<Ok<Alert>, ProblemResult>> ChangeRuleAsync(
        HttpContext context,
        string id,
        AlertReferences references,
        MarketRules markets,
        ApiOptions options,
        string mediaType,
        Func<AlertState, JsonElement, JsonElement> toWhole)
    {
        var (content, unreadable) = await JsonBody.ReadAsync(context, options.MaxBodyBytes, mediaType);
        if (content is null)
        {
            return unreadable!;
        }

        using (content)
        {
            var grain = await references.FindAsync(id, context.RequestAborted);
            if (grain is null || await grain.Get() is not { } state)
            {
                return AlertReferences.NotFound(id);
            }

            var rule = AlertRuleReader.Read(
                toWhole(state, content.Root), state.Rule.Symbol, markets, out var errors);
            return rule is null
                ? ProblemResult.Invalid(errors)
                : await ChangeAsync(context, id, references, (alert, version) => alert.Update(rule, version));
        }
    }

    private static async Task<Results<NoContent, ProblemResult>> DeleteAsync(
        HttpContext context, string id, AlertReferences references)
    {
        var (_, problem) = await TryChangeAsync(context, id, references, (alert, version) => alert.Delete(version));
        return problem is null ? TypedResults.NoContent() : problem;
    }

    private static Task<Results<Ok<Alert>, ProblemResult>> PauseAsync(
        HttpContext context, string id, AlertReferences references) =>
        ChangeAsync(context, id, references, (alert, version) => alert.Pause(version));

    private static Task<Results<Ok<Alert>, ProblemResult>> ResumeAsync(
        HttpContext context, string id, AlertReferences references) =>
        ChangeAsync(context, id, references, (alert, version) => alert.Resume(version));

    private static async Task<Results<Ok<Alert>, ProblemResult>> ChangeAsync(
        HttpContext context,
        string id,
        AlertReferences references,
        Func<IAlertGrain, int?, Task<AlertChange>> change)
    {
        var (alert, problem) = await TryChangeAsync(context, id, references, change);
        if (alert is null)
        {
            return problem ?? AlertReferences.NotFound(id);
        }

        context.Response.Headers.ETag = IfMatch.Tag(alert.Version);
        return TypedResults.Ok(Alert.From(alert));
    }

    private static async Task<(AlertState? Alert, ProblemResult? Problem)> TryChangeAsync(
        HttpContext context,
        string id,
        AlertReferences references,
        Func<IAlertGrain, int?, Task<AlertChange>> change)
    {
        if (!IfMatch.TryRead(context.Request, out var ifMatch))
        {
            return (null, IfMatch.Malformed());
        }

        var grain = await references.FindAsync(id, context.RequestAborted);
        if (grain is null)
        {
            return (null, AlertReferences.NotFound(id));
        }

        int? version = null;
        if (ifMatch.Versions is { } versions)
        {
            var current = await grain.Get();
            if (current is not null && !versions.Contains(current.Version))
            {
                return (null, Stale(context, current));
            }

            version = current?.Version;
        }

        var done = await change(grain, version);
        return done.Outcome switch
        {
            ChangeOutcome.Done => (done.Alert, null),
            ChangeOutcome.Stale => (null, Stale(context, done.Alert)),
            _ => (null, AlertReferences.NotFound(id)),
        };
    }

    private static ProblemResult Stale(HttpContext context, AlertState? current)
    {
        if (current is not null)
        {
            context.Response.Headers.ETag = IfMatch.Tag(current.Version);
        }

        return new(ProblemKind.StaleVersion.With(current is null
            ? "Get the alert and try again."
            : $"Its version is {current.Version}; get the alert and try again."));
    }
}
