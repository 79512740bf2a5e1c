using System.Text.Json;

namespace Tripline.Tests.Api.Fakes;

/// <summary>What the API answered.</summary>
public sealed record Answer(
    int Status, JsonElement Body, string? MediaType, string? ETag, string? Location, string? RetryAfter)
{
    /// <summary>The faulty fields that a problem names, in order.</summary>
    public IReadOnlyList<string?> FaultyFields =>
        [.. Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString())];

    /// <summary>The last part of a problem's type.</summary>
    public string ProblemName => Body.GetProperty("type").GetString()!.Split(':')[^1];

    public string? Text(string property) => Body.GetProperty(property).GetString();
}
