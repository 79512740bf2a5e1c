using Microsoft.Extensions.Options;
using Tripline.Sources;

namespace Tripline.Api.Ticks;

/// <summary>Reads posted ticks and puts them into the log.</summary>
internal sealed class TickIntake(ITickSink sink, TimeProvider clock, IOptions<ApiOptions> options)
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

    /// <summary>Stores the accepted ticks; durable on completion. A caller that goes away does not stop it half-way.
    /// </summary>
    /// <exception cref="IOException">The log cannot be written; nothing counts as accepted.</exception>
    public ValueTask StoreAsync(PostedTicks ticks) =>
        ticks.Accepted.IsEmpty ? default : sink.AppendAsync(ticks.Accepted, CancellationToken.None);
}
