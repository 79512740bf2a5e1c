using Microsoft.Extensions.Options;
using Tripline.Sources;
using Tripline.Streams;

namespace Tripline.Api.Ticks;

/// <summary>Reads posted ticks and puts them into the log.</summary>
internal sealed class TickIntake(
    ITickSink sink, ITickRepeats repeats, TimeProvider clock, IOptions<ApiOptions> options)
{
    private readonly TextCache _symbols = new();
    private readonly TextCache _sources = new();

    /// <summary>Starts on a request's ticks; the caller disposes of them.</summary>
    public PostedTicks Open()
    {
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var latestMs = nowMs + (options.Value.MaxTickAheadSeconds * 1_000L);
        return new PostedTicks(
            new TickReader(_symbols, _sources, nowMs, latestMs), options.Value.MaxTicksPerRequest);
    }

    /// <summary>Stores those of the accepted ticks that did not come before; durable on completion. A caller that goes away
    /// does not stop it half-way.</summary>
    /// <exception cref="IOException">The log cannot be written; nothing counts as accepted.</exception>
    public async ValueTask StoreAsync(PostedTicks ticks)
    {
        if (ticks.Accepted.IsEmpty)
        {
            return;
        }

        var claim = await repeats.ClaimAsync(ticks.Accepted, CancellationToken.None);
        var isStored = false;
        try
        {
            ticks.Repeat(claim.Repeated);
            if (!ticks.Accepted.IsEmpty)
            {
                await sink.AppendAsync(ticks.Accepted, CancellationToken.None);
            }

            isStored = true;
        }
        finally
        {
            await claim.SettleAsync(isStored);
        }
    }
}
