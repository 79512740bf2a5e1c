using System.Net;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Views;

/// <summary>How far a silo has come with its log.</summary>
internal sealed class CatchUp(SiloProcess silo)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Completes when it answers questions about symbols.</summary>
    /// <exception cref="TimeoutException">It does not within the bound.</exception>
    public Task AnswersAsync(TimeSpan bound, CancellationToken cancellationToken) => Eventually.BecomesTrueAsync(
        "the silo answers",
        bound,
        async () =>
        {
            try
            {
                using var answer = await silo.Http.GetAsync("/health", cancellationToken);
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        () => silo.Output,
        cancellationToken);

    /// <summary>Completes when no tick is left.</summary>
    public async Task CompletesAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync() is not { Lag: 0 })
        {
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Ticks that it has folded, and those that are left.</summary>
    public async Task<(long Folded, long Lag)> ReadAsync()
    {
        var partitions = (await silo.Api.GetSiloAsync()).GetProperty("partitions").EnumerateArray().ToList();
        return (
            partitions.Sum(partition => partition.GetProperty("tickCount").GetInt64()),
            partitions.Sum(partition => partition.GetProperty("lag").GetInt64()));
    }
}
