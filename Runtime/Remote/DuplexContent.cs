using System.Net;

namespace Tripline.Runtime.Remote;

/// <summary>A request's body that is sent for as long as its stream lives.</summary>
internal sealed class DuplexContent(FrameOutbox outbox, CancellationToken ended) : HttpContent
{
    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, cancellationToken);
        await stream.FlushAsync(either.Token);
        await outbox.PumpAsync(stream, either.Token);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
