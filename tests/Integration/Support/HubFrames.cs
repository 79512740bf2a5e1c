using System.Net.WebSockets;

namespace Tripline.Tests.Integration.Support;

/// <summary>Cuts what a WebSocket receives into the hub protocol's messages.</summary>
internal sealed class HubFrames(WebSocket socket, byte separator)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The next message, without its separator; valid until the next call.</summary>
    /// <exception cref="IOException">The connection has ended.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf(separator);
            if (length >= 0)
            {
                var frame = _buffer.AsMemory(_start, length);
                _start += length + 1;
                return frame;
            }

            MakeRoom();
            var received = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new IOException($"{socket.CloseStatus} {socket.CloseStatusDescription}".Trim());
            }

            _end += received.Count;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
