using System.Text.Json;

namespace Tripline.Api.Requests;

/// <summary>A parsed request body with the pooled memory under it.</summary>
internal sealed class JsonBodyContent(PooledBody body, JsonDocument document) : IDisposable
{
    /// <summary>The whole value.</summary>
    public JsonElement Root => document.RootElement;

    /// <inheritdoc/>
    public void Dispose()
    {
        document.Dispose();
        body.Dispose();
    }
}
