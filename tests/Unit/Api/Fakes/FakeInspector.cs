using System.Text.Json;
using Tripline.Api.Silo;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeInspector : IGrainInspector
{
    public GrainList List(string? type, int limit) => new([new GrainItem("symbol", "SPY", 3, 0, 0, 1)], IsWhole: true);

    public bool IsActive(string type, string key) => false;

    public Task<JsonElement?> ReadStateAsync(string type, string key) => Task.FromResult<JsonElement?>(null);

    public Task DeactivateAsync(string type, string key, CancellationToken cancellationToken) => Task.CompletedTask;
}
