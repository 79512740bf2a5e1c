using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tripline.Api.Alerts;
using Tripline.Api.Alerts.Preview;
using Tripline.Api.Candles;
using Tripline.Api.Conditions;
using Tripline.Api.Documentation;
using Tripline.Api.Feeds;
using Tripline.Api.Inbox;
using Tripline.Api.Json;
using Tripline.Api.Market;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Api.Silo;
using Tripline.Api.Symbols;
using Tripline.Api.Ticks;
using Tripline.Api.Triggers;
using Tripline.Api.Web;
using Tripline.Sources;

namespace Tripline.Api;

/// <summary>The HTTP and SignalR face of a silo.</summary>
public static class TriplineApi
{
    /// <summary>Where the first version of the API begins.</summary>
    public const string Root = "/api/v1";

    /// <summary>Path of the hub.</summary>
    public const string HubPath = "/hubs/market";

    /// <summary>Adds what the API needs. It expects of others Orleans, the tick streams, the sources,
    /// <c>ITriggerHistory</c>, <c>ICandleHistory</c> and <c>IAlertIndex</c>.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="section">The section <see cref="ApiOptions.Section"/> of the configuration.</param>
    public static IServiceCollection AddTriplineApi(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<ApiOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SiloStart>();
        services.AddSingleton<GrainCallStatistics>();
        services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<GrainCallStatistics>());
        services.TryAddSingleton<ISiloMonitor, SiloMonitor>();
        services.TryAddSingleton<IGrainInspector, GrainInspector>();
        services.TryAddSingleton<ISiloReport, SiloReport>();
        services.TryAddSingleton<ISiloCluster, OneSilo>();
        services.AddOptions<PreviewOptions>().Bind(section.GetSection("Preview")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PreviewRun>();
        services.AddSingleton<AlertReferences>();
        services.AddSingleton<AlertCreation>();
        services.AddSingleton<AlertListing>();
        services.AddSingleton<SymbolLookup>();
        services.AddSingleton<MarketOverview>();
        services.TryAddSingleton(new TickOptions());
        services.TryAddSingleton(MarketRules.None);
        services.AddSingleton<TickIntake>();
        services.AddSingleton<SessionServices>();
        services.AddSingleton<MarketFeed>();
        services.AddSingleton<TriggerFeed>();
        services.AddSingleton<InboxRecheck>();
        services.AddHostedService(static provider => provider.GetRequiredService<InboxRecheck>());
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddUploadLimit();
        services.AddRouting();
        services.AddApiDocument();
        services.Configure<JsonOptions>(json => Apply(json.SerializerOptions));
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 64 * 1024)
            .AddJsonProtocol(json => Apply(json.PayloadSerializerOptions));
        return services;
    }

    /// <summary>Adds what shows clients live the symbols that this silo and others hold, and has this silo answer the
    /// others.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="isClustered">Whether there are others; the API then shows all of them.</param>
    public static ISiloBuilder AddTriplineSilos(this ISiloBuilder silo, bool isClustered)
    {
        silo.AddGrainService<SiloService>();
        silo.Services.AddSingleton<SiloServices>();
        silo.Services.AddSingleton<SymbolPlaces>();
        silo.Services.AddHostedService<MarketPull>();
        if (isClustered)
        {
            silo.Services.AddSingleton<ISiloCluster, AllSilos>();
        }

        return silo;
    }

    /// <summary>Maps the API, its documentation and the hub, and turns errors into problems.</summary>
    public static void MapTriplineApi(this WebApplication app)
    {
        // Both count from the start, not from the first question.
        app.Services.GetRequiredService<SiloStart>();
        app.Services.GetRequiredService<ISiloMonitor>();
        app.UseStatedMediaTypes();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = static _ => Task.CompletedTask });
        app.UseStatusCodePages(static pages => ExplainAsync(pages));
        app.UseStopGate();
        app.UseOriginGuard();
        app.UseRouting();
        app.UseWebPage();
        app.UseRateLimiter();
        app.MapApiDocument();
        app.MapHub<MarketHub>(HubPath);
        app.MapHealth("AtRoot");
        var api = app.MapGroup(Root);
        api.MapAlerts();
        api.MapConditions();
        api.MapPreview();
        api.MapInbox();
        api.MapTriggers();
        api.MapTicks();
        api.MapSymbols();
        api.MapCandles();
        api.MapMarketSummary();
        api.MapSilo();
        api.MapGrains();
        api.MapHealth(string.Empty);
        app.MapWebFiles();
    }

    private static void Apply(System.Text.Json.JsonSerializerOptions options)
    {
        var api = ApiJson.Outgoing.Options;
        options.Encoder = api.Encoder;
        options.PropertyNamingPolicy = api.PropertyNamingPolicy;
        options.UnmappedMemberHandling = api.UnmappedMemberHandling;
        options.RespectNullableAnnotations = api.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = api.RespectRequiredConstructorParameters;
        options.NumberHandling = api.NumberHandling;
        foreach (var converter in api.Converters)
        {
            options.Converters.Add(converter);
        }

        options.TypeInfoResolverChain.Insert(0, ApiJson.Default);
    }

    private static Task ExplainAsync(StatusCodeContext pages)
    {
        var context = pages.HttpContext;
        var status = context.Response.StatusCode;
        var detail = status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this path; see /docs.",
            StatusCodes.Status405MethodNotAllowed => $"Allowed here: {context.Response.Headers.Allow}.",
            StatusCodes.Status415UnsupportedMediaType => "See /docs for the media types that this path takes.",
            _ => null,
        };
        return new ProblemResult(ProblemKind.ForStatus(status).With(detail)).ExecuteAsync(context);
    }
}
