using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tripline.Api;
using Tripline.Api.Feeds;
using Tripline.Api.Silo;
using Tripline.Sources;
using Tripline.Storage.Alerts;
using Tripline.Storage.Candles;
using Tripline.Storage.Triggers;
using Tripline.Streams;

namespace Tripline.Tests.Api.Fakes;

/// <summary>The real API on a real server on loopback, over grains, log and storage in memory.</summary>
public sealed class ApiUnderTest : IAsyncLifetime
{
    private readonly Dictionary<string, string?> _settings = [];
    private Action<IServiceCollection>? _addServices;
    private WebApplication? _app;

    internal FakeGrains Grains { get; } = new();

    internal FakeTickSink Sink { get; } = new();

    internal FakeHistory History { get; } = new();

    internal FakeMonitor Monitor { get; } = new();

    internal TriggerFeed TriggerFeed => _app!.Services.GetRequiredService<TriggerFeed>();

    internal MarketFeed MarketFeed => _app!.Services.GetRequiredService<MarketFeed>();

    public Uri Address { get; private set; } = new("http://localhost");

    public HttpClient Client { get; } = new();

    public static Task<ApiUnderTest> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(null, settings);

    public static async Task<ApiUnderTest> StartAsync(
        Action<IServiceCollection>? addServices, params (string Key, string Value)[] settings)
    {
        var api = new ApiUnderTest { _addServices = addServices };
        foreach (var (key, value) in settings)
        {
            api._settings[$"Api:{key}"] = value;
        }

        await api.InitializeAsync();
        return api;
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IGrainFactory>(Grains);
        builder.Services.AddSingleton<IAlertIndex>(Grains.Index);
        builder.Services.AddSingleton<ITickSink>(Sink);
        builder.Services.AddSingleton<ITickRepeats>(Sink);
        builder.Services.AddSingleton<ITriggerHistory>(History);
        builder.Services.AddSingleton<ICandleHistory>(History);
        builder.Services.AddSingleton<ISiloMonitor>(Monitor);
        builder.Services.AddSingleton<IGrainInspector>(new FakeInspector());
        builder.Services.AddTriplineApi(builder.Configuration.GetSection(ApiOptions.Section));
        _addServices?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapTriplineApi();
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
        Client.BaseAddress = Address;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
    }

    /// <summary>Sends a text as the body and reads the answer as JSON.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? body = null, string mediaType = "application/json", string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = new(mediaType);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            (int)response.StatusCode,
            text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString(),
            response.Headers.RetryAfter?.ToString());
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string body, string mediaType = "application/json") =>
        SendAsync(HttpMethod.Post, path, body, mediaType);
}
