using System.Diagnostics;

namespace Tripline.Tests.Integration.Support;

/// <summary>Waits for conditions, with a bound.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // A machine that stands still for longer, as a virtual one may, is no reason to give up.
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(15);

    /// <summary>Asks again and again until the answer is true.</summary>
    /// <param name="what">The condition in words, for the failure's message.</param>
    /// <param name="bound">How long it may take at most.</param>
    /// <param name="condition">The question.</param>
    /// <param name="describe">What to add to the failure's message.</param>
    /// <param name="cancellation">Ends the wait early.</param>
    /// <exception cref="TimeoutException">The bound passed.</exception>
    public static async Task BecomesTrueAsync(
        string what,
        TimeSpan bound,
        Func<Task<bool>> condition,
        Func<string>? describe = null,
        CancellationToken cancellation = default)
    {
        var waited = TimeSpan.Zero;
        for (var started = Stopwatch.GetTimestamp(); !await condition(); started = Stopwatch.GetTimestamp())
        {
            if (waited > bound)
            {
                throw new TimeoutException($"Not within {bound.TotalSeconds:0.#} s: {what}. {describe?.Invoke()}");
            }

            await Task.Delay(Pause, cancellation);
            var round = Stopwatch.GetElapsedTime(started);
            waited += round < LongestRound ? round : LongestRound;
        }
    }
}
