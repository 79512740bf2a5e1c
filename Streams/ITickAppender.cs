using Tripline.Sources;

namespace Tripline.Streams;

/// <summary>A tick sink that also lets its caller choose how many ticks share a record.</summary>
public interface ITickAppender : ITickSink
{
    /// <summary>Appends as <see cref="ITickSink.AppendAsync"/> does, with at most
    /// <paramref name="maxTicksPerRecord"/> (1 to 65,536) ticks in a record.</summary>
    /// <exception cref="IOException">The log cannot be written; the caller may append the same ticks again.</exception>
    ValueTask AppendAsync(ReadOnlyMemory<Tick> ticks, int maxTicksPerRecord, CancellationToken cancellationToken);
}
