using System.Net;
using Tripline.Api.Web;
using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class WebPageTests
{
    private static readonly bool IsBuilt = WebFiles.ReadFrom(typeof(WebFile).Assembly).ContainsKey("index.html");

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/", "*/*")]
    [InlineData("/symbols/SPY", "text/html")]
    [InlineData("/symbols/SPY", "*/*")]
    [InlineData("/inbox", "text/html")]
    [InlineData("/not-a-page", "text/html")]
    public async Task Get_PathThatABrowserOpens_IsThePageWithItsContentPolicy(string path, string accept)
    {
        Assert.SkipUnless(IsBuilt, "Built without web/ (SkipWeb).");
        await using var api = await ApiUnderTest.StartAsync();

        using var response = await GetAsync(api, path, accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(response.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData("/api/v1/nothing", "text/html")]
    [InlineData("/hubs/nothing", "text/html")]
    [InlineData("/assets/gone-1234.js", "*/*")]
    [InlineData("/somewhere", "application/json")]
    [InlineData("/somewhere", "*/*")]
    public async Task Get_WhatIsNoPage_IsNotFound(string path, string accept)
    {
        await using var api = await ApiUnderTest.StartAsync();

        using var response = await GetAsync(api, path, accept);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Get_ScriptOfThePage_IsKeptForAYearAndKnownByItsTag()
    {
        Assert.SkipUnless(IsBuilt, "Built without web/ (SkipWeb).");
        await using var api = await ApiUnderTest.StartAsync();
        var script = WebFiles.ReadFrom(typeof(WebFile).Assembly).Keys.First(path => path.StartsWith("assets/", StringComparison.Ordinal));

        using var first = await GetAsync(api, $"/{script}", "*/*");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/{script}");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await api.Client.SendAsync(again);

        Assert.Equal(TimeSpan.FromDays(365), first.Headers.CacheControl!.MaxAge);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static async Task<HttpResponseMessage> GetAsync(ApiUnderTest api, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        return await api.Client.SendAsync(request);
    }
}
