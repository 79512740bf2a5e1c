using System.Net.Sockets;
using System.Text;

namespace Tripline.Bench.Storage;

/// <summary>A client that does no more than HTTP asks of it, so that its own work takes little of the machine that it
/// shares with the silo.</summary>
internal sealed class CreationClient : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly string _host;
    private readonly byte[] _answer = new byte[16_384];

    private CreationClient(NetworkStream stream, string host) => (_stream, _host) = (stream, host);

    /// <summary>Connects to a silo.</summary>
    public static async Task<CreationClient> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        return new CreationClient(new NetworkStream(socket, ownsSocket: true), address.Authority);
    }

    /// <summary>Creates an alert and waits for the whole answer.</summary>
    /// <exception cref="InvalidOperationException">It was not created.</exception>
    public async Task CreateAsync(string body, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/alerts HTTP/1.1\r\nHost: {_host}\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n{body}"),
            cancellationToken);
        var length = 0;
        while (!IsWhole(_answer.AsSpan(0, length)))
        {
            var read = await _stream.ReadAsync(_answer.AsMemory(length), cancellationToken);
            length += read > 0 ? read : throw new InvalidOperationException("The silo closed the connection.");
        }

        if (!_answer.AsSpan(0, length).StartsWith("HTTP/1.1 201"u8))
        {
            throw new InvalidOperationException(Encoding.UTF8.GetString(_answer.AsSpan(0, length)));
        }
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    // The silo sends chunks, whose last one is empty, or says the length.
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var body = answer[(head + 4)..];
        var field = answer[..head].IndexOf("Content-Length: "u8);
        if (field < 0)
        {
            return body.EndsWith("0\r\n\r\n"u8);
        }

        var value = answer[(field + 16)..head];
        var end = value.IndexOf((byte)'\r');
        return body.Length >= int.Parse(end < 0 ? value : value[..end]);
    }
}
