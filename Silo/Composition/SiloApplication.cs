using Tripline.Silo.Options;
using System.Net;
using Microsoft.Extensions.Options;
using Tripline.Api;
using Tripline.Sources;
using Tripline.Storage.Postgres.Migrations;

namespace Tripline.Silo.Composition;

/// <summary>Builds a silo from its options and runs it until it is told to stop.</summary>
public static partial class SiloApplication
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <summary>Runs a silo. A refusal to start is one sentence on the error stream.</summary>
    /// <returns>0 after a graceful stop, also one before it had started; 1 when it could not start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplication? app;
        try
        {
            app = await StartAsync(args);
        }
        catch (Exception exception) when (Refusal(exception) is { } reason)
        {
            await Console.Error.WriteLineAsync($"The silo cannot start: {reason}");
            return 1;
        }

        if (app is null)
        {
            await Console.Error.WriteLineAsync("The silo was told to stop before it had started.");
            return 0;
        }

        await using (app)
        {
            await app.WaitForShutdownAsync();
        }

        return 0;
    }

    // Nothing when it was told to stop meanwhile.
    private static async Task<WebApplication?> StartAsync(string[] args)
    {
        var app = Build(args);
        try
        {
            var whereStateIs = app.OpenStorage();
            WarnIfPublic(app);
            await app.StartAsync();
            LogStarted(app.Logger, string.Join(", ", app.Urls), whereStateIs);
            return app;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.DisposeAsync();
            return null;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Builds a silo: storage first, since everything else stands on it.</summary>
    public static WebApplication Build(string[] args)
    {
        // Options are read once; watched, all folders below the one where the silo was started would be.
        var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // Orleans tells in its name that it starts and which range of a ring it has.
        builder.Logging.AddFilter("Tripline.Api.Silo.SiloService", LogLevel.Warning);
        // Orleans tells each placement through it.
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        // At its first look it takes the time since the machine started for a delay.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // A refusal to start is told in a sentence of our own.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (string.IsNullOrEmpty(builder.Configuration["Urls"]) && !builder.Configuration.GetSection("Kestrel").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        if (OptionCheck.Faults(builder.Configuration) is { Count: > 0 } faults)
        {
            throw new OptionsValidationException("options", typeof(SiloOptionTable), faults);
        }

        var mode = SiloMode.Read(builder.Configuration);
        builder.Services.AddSingleton(mode);
        if (mode.IsClustered && string.IsNullOrEmpty(builder.Configuration["Source"]))
        {
            // Several silos that each simulate the same market would only repeat each other.
            builder.Configuration["Source"] = "none";
        }

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        builder.AddStorage(mode);
        builder.AddTickLog(mode);
        builder.AddAppender(mode);
        builder.AddTenures(mode);
        builder.AddOrleans(mode);
        builder.Services.AddHostedService<PartitionsStart>();
        builder.Services.AddTriplineApi(builder.Configuration.GetSection(ApiOptions.Section));
        builder.Services.AddTriplineSources(builder.Configuration);

        var app = builder.Build();
        app.MapTriplineApi();
        if (app.Configuration.Options<RuntimeOptions>("Runtime").Dashboard)
        {
            app.MapOrleansDashboard();
        }

        return app;
    }

    private static string? Refusal(Exception exception) =>
        exception switch
        {
            OptionsValidationException options => string.Join(' ', options.Failures),
            IOException or InvalidDataException or MigrationException or ArgumentException or InvalidOperationException or FormatException
                or UnauthorizedAccessException => exception.Message,
            _ => null,
        };

    private static void WarnIfPublic(WebApplication app)
    {
        var urls = app.Configuration["Urls"] ?? DefaultUrl;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IsLoopback(url))
            {
                LogPublic(app.Logger, url);
            }
        }
    }

    private static bool IsLoopback(string url)
    {
        var host = url.Split("://", 2)[^1].Split('/', 2)[0];
        host = host[..Math.Max(host.LastIndexOf(':'), 0)].Trim('[', ']');
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }

    [LoggerMessage(
        LogLevel.Information,
        "Tripline listens on {Urls} (the API is described at /docs) and keeps its data in {WhereStateIs}. Ctrl+C ends it.")]
    private static partial void LogStarted(ILogger logger, string urls, string whereStateIs);

    [LoggerMessage(
        LogLevel.Warning,
        "The silo listens on {Url}: whoever reaches it can read and change all alerts, since there are no accounts yet. "
        + "Put a proxy that authenticates in front of it, or leave Urls on the loopback address.")]
    private static partial void LogPublic(ILogger logger, string url);
}
