using System.Buffers;

namespace Tripline.Api.Requests;

/// <summary>A whole request body in memory of a pool.</summary>
internal sealed class PooledBody(byte[] buffer, int length) : IDisposable
{
    private byte[]? _buffer = buffer;

    /// <summary>The body; gone after disposal.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        var returned = Interlocked.Exchange(ref _buffer, null);
        if (returned is not null)
        {
            ArrayPool<byte>.Shared.Return(returned);
        }
    }
}
