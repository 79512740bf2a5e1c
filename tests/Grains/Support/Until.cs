namespace Tripline.Tests.Grains.Support;

/// <summary>Waits for something to become true, with a bound.</summary>
internal static class Until
{
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            Assert.False(bound.IsCancellationRequested, "It did not become true within 60 s.");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
