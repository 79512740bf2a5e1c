using System.Runtime.CompilerServices;

namespace Tripline.Runtime.Calls;

/// <summary>Picks one call of 64 at random, at the cost of a multiplication.</summary>
internal sealed class CallSampler(bool enabled)
{
    private const int Share = 64;

    [ThreadStatic]
    private static uint t_random;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool ShouldSample()
    {
        if (!enabled)
        {
            return false;
        }

        // A linear congruential generator, of which the upper bits are taken; a plain counter could fall into step with
        // calls that come in turn.
        var random = (t_random * 1664525) + 1013904223;
        t_random = random;
        return random < uint.MaxValue / Share;
    }
}
