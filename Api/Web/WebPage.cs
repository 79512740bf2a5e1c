using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tripline.Api.Web;

/// <summary>Serves the dashboard: its files, and its one page for every path that a browser opens.</summary>
internal static class WebPage
{
    private const string Index = "index.html";

    // Scripts, styles and connections of the page's own origin only. Inline styles stay forbidden: the page sets styles
    // by script, which this does not touch.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly Lazy<IReadOnlyDictionary<string, WebFile>> Files =
        new(() => WebFiles.ReadFrom(typeof(WebPage).Assembly));

    // What the page itself routes: whoever asks for one of these means the page, also a tool that accepts anything.
    private static readonly string[] PagePaths = ["/symbols", "/alerts", "/inbox", "/grains"];

    private static readonly string[] OtherPaths = ["/api", "/hubs", "/docs", "/openapi", "/health", "/ready"];

    /// <summary>Maps the files.</summary>
    public static void MapWebFiles(this WebApplication app)
    {
        foreach (var (path, file) in Files.Value)
        {
            app.MapMethods($"/{path}", [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, file))
                .ExcludeFromDescription();
        }
    }

    /// <summary>Answers a browser that opens a path which nothing else answers, with the page. Comes after routing, so
    /// that what a route refuses stays refused.</summary>
    public static void UseWebPage(this IApplicationBuilder app)
    {
        var page = Files.Value.GetValueOrDefault(Index);
        app.Use((context, next) => context.GetEndpoint() is null && OpensPage(context.Request)
            ? SendPageAsync(context, page)
            : next(context));
    }

    private static bool OpensPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && (WantsPage(request) || (TakesAnything(request) && IsPagePath(request)))
        && !Array.Exists(OtherPaths, path => IsBelow(request, path));

    private static Task SendPageAsync(HttpContext context, WebFile? page)
    {
        if (page is not null)
        {
            return SendAsync(context, page);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync(
            "This silo was built without its dashboard (SkipWeb). The API is at /api/v1, its documentation at /docs.",
            context.RequestAborted);
    }

    private static bool IsBelow(HttpRequest request, string path) =>
        request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    /// <summary>A browser that opens a page asks for HTML; scripts and tools that miss something get their 404.</summary>
    private static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool TakesAnything(HttpRequest request) =>
        request.Headers.Accept.ToString() is "" or "*/*";

    private static bool IsPagePath(HttpRequest request) =>
        request.Path == "/" || Array.Exists(PagePaths, path => IsBelow(request, path));

    private static async Task SendAsync(HttpContext context, WebFile file)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.ETag = file.ETag;
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = "Accept-Encoding";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var takesGzip = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var (bytes, isGzipped) = file.Read(takesGzip);
        response.ContentType = file.MediaType;
        response.ContentLength = bytes.Length;
        if (isGzipped)
        {
            headers.ContentEncoding = "gzip";
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
