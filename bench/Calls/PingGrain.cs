using Tripline.Runtime;

namespace Tripline.Bench.Calls;

/// <inheritdoc cref="IPingGrain"/>
public sealed class PingGrain : Grain, IPingGrain
{
    private static readonly Task<int>[] Answers = [Task.FromResult(0), Task.FromResult(1)];

    /// <inheritdoc/>
    public Task<int> Ping(int value) => Answers[value & 1];
}
