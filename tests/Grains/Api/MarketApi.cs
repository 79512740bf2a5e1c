using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tripline.Api;
using Tripline.Grains.Partitions;
using Tripline.Sources;
using Tripline.Storage.Candles;
using Tripline.Storage.Triggers;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Api;

/// <summary>The API on a server on loopback, over a silo with the product's own grains.</summary>
internal sealed class MarketApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MarketApi(MarketSilo silo, WebApplication app)
    {
        Silo = silo;
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public MarketSilo Silo { get; }

    public HttpClient Client { get; }

    public static async Task<MarketApi> StartAsync()
    {
        var silo = await MarketSilo.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton(silo.Factory)
            .AddSingleton(silo.Storage.Alerts)
            .AddSingleton<ITriggerHistory>(silo.History)
            .AddSingleton<ICandleHistory>(silo.Storage.Candles)
            .AddSingleton<ITickLog>(silo.Log)
            .AddSingleton(silo.Partitions)
            .AddSingleton(silo.LocalSymbols)
            .AddSingleton(silo.Services.GetRequiredService<ILocalSiloDetails>())
            .AddSingleton<ITickAppender>(new TickAppender(silo.Log, silo.Partitions))
            .AddSingleton<ITickRepeats>(new TickRepeats(silo.Partitions, silo.Factory, TimeProvider.System))
            .AddSingleton<ITickSink>(provider => provider.GetRequiredService<ITickAppender>());
        builder.Services.AddTriplineApi(builder.Configuration.GetSection(ApiOptions.Section));
        var app = builder.Build();
        app.MapTriplineApi();
        await app.StartAsync();
        return new MarketApi(silo, app);
    }

    /// <summary>Sends a request and returns the answer's status and body.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Silo.DisposeAsync();
    }
}
