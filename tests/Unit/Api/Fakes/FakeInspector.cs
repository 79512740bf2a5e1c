using Tripline.Api.Silo;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeInspector : IGrainInspector
{
    public Task<GrainList> ListAsync(string? type, int limit) => Task.FromResult(new GrainList([new GrainItem("symbol", "SPY", 3, 0, 0, 1)], IsWhole: true));

    public Task<GrainView?> InspectAsync(string type, string key) => Task.FromResult<GrainView?>(null);

    public Task<bool> DeactivateAsync(string type, string key, CancellationToken cancellationToken) =>
        Task.FromResult(false);
}
