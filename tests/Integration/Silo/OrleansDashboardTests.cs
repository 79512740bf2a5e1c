using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Tripline.Silo.Composition;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Silo;

/// <summary>Orleans' dashboard beside our own page.</summary>
public sealed partial class OrleansDashboardTests
{
    // What the dashboard asks with, and what works at any time.
    private static readonly string[] OthersTypes =
        ["dashboard", "dashboardreminders", "silograinproxy", "management", "partition", "alerts", "symboldirectory", "symboldirectorypage"];

    [Fact]
    public async Task Dashboard_EachRouteIsLookedAt_ActivatesAndChangesNothing()
    {
        using var data = new TempFolder();
        var routes = await RoutesAsync(data.Of("routes"));
        Assert.True(routes.Count > 15, string.Join(' ', routes));
        await using var silo = await SiloProcess.StartAsync(data.Of("silo"), "--Source", "none");
        await silo.Api.CreateAlertAsync(new JsonObject { ["symbol"] = "AAPL", ["when"] = "price crosses above 100" });
        // The first look at the alert activates its grain.
        await ReadAsync(silo);
        var before = await ReadAsync(silo);
        Assert.Contains(before, line => line.StartsWith("symbol AAPL", StringComparison.Ordinal));

        foreach (var route in routes)
        {
            foreach (var (type, key) in ((string, string)[])[("symbol", "GHOST"), ("alert", "GHOST/1"), ("user", "ghost"), ("inbox", "ghost")])
            {
                using var answer = await silo.Http.GetAsync($"/{route}?grainType={type}&grainId={key}");
                if (route.EndsWith("GrainState", StringComparison.Ordinal))
                {
                    Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                }
            }
        }

        Assert.Equal(before, await ReadAsync(silo));
        Assert.Contains("Orleans Dashboard", await silo.Http.GetStringAsync("/orleans"), StringComparison.Ordinal);
        Assert.DoesNotContain("/orleans", await silo.Http.GetStringAsync("/openapi/v1.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_SwitchedOff_IsNotThere()
    {
        using var data = new TempFolder();
        await using var silo = await SiloProcess.StartAsync(data.Path, "--Source", "none", "--Runtime:Dashboard", "false");

        using var answer = await silo.Http.GetAsync("/orleans/DashboardCounters");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [GeneratedRegex(@"\{\**[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    // As the silo maps them, so that none that a newer version brings is forgotten.
    private static async Task<List<string>> RoutesAsync(string data)
    {
        await using var app = SiloApplication.Build(["--Data:Path", data, "--Source", "none", "--Urls", "http://127.0.0.1:0"]);
        List<string> routes = [];
        new ApplicationBuilder(app.Services).UseRouting().UseEndpoints(endpoints =>
        {
            OrleansDashboard.MapPages(endpoints);
            routes.AddRange(endpoints.DataSources
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Select(endpoint => Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1")));
        });
        return routes;
    }

    private static async Task<List<string>> ReadAsync(SiloProcess silo)
    {
        var grains = await silo.Api.GetAsync("/api/v1/silo/grains?limit=1000");
        var alerts = await silo.Api.GetAsync("/api/v1/alerts");
        var symbols = await silo.Api.GetAsync("/api/v1/symbols");
        return
        [
            .. grains.GetProperty("items").EnumerateArray()
                .Where(grain => !OthersTypes.Contains(grain.GetProperty("type").GetString()))
                .Select(grain => $"{grain.GetProperty("type")} {grain.GetProperty("key")}")
                .Order(StringComparer.Ordinal),
            alerts.GetRawText(),
            symbols.GetRawText(),
        ];
    }
}
