namespace Tripline.Tests.Grains.Support;

/// <summary>Waits for something to become true, with a bound.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(bound.IsCancellationRequested, "It did not become true within 30 s.");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
