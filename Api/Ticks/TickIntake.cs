using System.Text;
using Microsoft.Extensions.Options;
using Tripline.Sources;
using Tripline.Sources.Text;
using Tripline.Streams;

namespace Tripline.Api.Ticks;

/// <summary>Reads posted ticks and puts them into the log.</summary>
internal sealed class TickIntake(
    ITickSink sink,
    ITickRepeats repeats,
    TimeProvider clock,
    TickOptions ticks,
    MarketRules markets,
    IOptions<ApiOptions> options)
{
    private readonly TickFieldMap _fields = new(ticks.Fields);
    private readonly TextCache _texts = new();

    /// <summary>Starts on a request's ticks; the caller disposes of them.</summary>
    /// <param name="source">The source of ticks that give none; empty: none.</param>
    public PostedTicks Open(string source)
    {
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var latestMs = nowMs + (long)ticks.MaxAhead.TotalMilliseconds;
        var reader = new TickReader(
            new TickObjectReader(_fields, markets), _texts, nowMs, latestMs, Encoding.UTF8.GetBytes(source));
        return new PostedTicks(reader, options.Value.MaxTicksPerRequest);
    }

    /// <summary>Stores those of the accepted ticks that did not come before; durable on completion. A caller that goes away
    /// does not stop it half-way.</summary>
    /// <exception cref="IOException">The log cannot be written; nothing counts as accepted.</exception>
    public async ValueTask StoreAsync(PostedTicks posted)
    {
        if (posted.Accepted.IsEmpty)
        {
            return;
        }

        var claim = await repeats.ClaimAsync(posted.Accepted, CancellationToken.None);
        var isStored = false;
        try
        {
            posted.Repeat(claim.Repeated);
            if (!posted.Accepted.IsEmpty)
            {
                await sink.AppendAsync(posted.Accepted, CancellationToken.None);
            }

            isStored = true;
        }
        finally
        {
            await claim.SettleAsync(isStored);
        }
    }
}
