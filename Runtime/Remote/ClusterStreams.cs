using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Tripline.Runtime.Placement;

namespace Tripline.Runtime.Remote;

/// <summary>Opens streams of messages to other silos, and says who takes theirs.</summary>
public sealed class ClusterStreams : IDisposable
{
    private const int WindowSize = 4 * 1024 * 1024;
    private const int MaxReasonLength = 1_000;

    private readonly ConcurrentDictionary<string, Func<FrameStream, Task>> _takers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FrameStream, bool> _open = new();
    private readonly ClusterOptions _options;
    private readonly HttpMessageInvoker _http;
    private readonly ClusterTls? _tls;

    /// <summary>Reads the certificates, where the options name some.</summary>
    public ClusterStreams(ClusterOptions options)
    {
        options.Validate();
        _options = options;
        _tls = ClusterTls.From(options);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.PeerTimeout,
            InitialHttp2StreamWindowSize = WindowSize,
            // A silo that says nothing, because it is frozen or the network is cut, is found out by pings.
            KeepAlivePingDelay = options.PeerTimeout < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : options.PeerTimeout,
            KeepAlivePingTimeout = options.PeerTimeout < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : options.PeerTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            SslOptions = _tls?.ClientOptions(),
        });
    }

    internal ClusterTls? Tls => _tls;

    /// <summary>Opens a stream to another silo.</summary>
    /// <exception cref="RemoteCallException">It could not be opened; says why.</exception>
    public async Task<FrameStream> OpenAsync(SiloAddress silo, string name, CancellationToken cancellationToken)
    {
        var outbox = new FrameOutbox();
        // Lives as long as the stream; its end is told to the request's body and to the reading of the answer alike.
        var bodyEnded = new CancellationTokenSource();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.PeerTimeout);
        try
        {
            var response = await _http.SendAsync(Request(silo, name, outbox, bodyEnded.Token), limit.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw await RefusedAsync(silo, response, limit.Token);
            }

            var stream = new FrameStream(silo.SiloId, await response.Content.ReadAsStreamAsync(limit.Token), outbox);
            stream.Ended.UnsafeRegister(
                static state =>
                {
                    var (response, bodyEnded) = ((HttpResponseMessage, CancellationTokenSource))state!;
                    bodyEnded.Cancel();
                    response.Dispose();
                },
                (response, bodyEnded));
            Keep(stream);
            return stream;
        }
        catch (Exception failure) when (failure is not RemoteCallException)
        {
            await bodyEnded.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new RemoteCallException($"Silo {silo} cannot be reached: {Reason(failure)}", failure);
        }
    }

    /// <summary>Lets other silos open streams of that name; the task that it returns is the stream's life.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Accept(string name, Func<FrameStream, Task> take)
    {
        if (!_takers.TryAdd(name, take))
        {
            throw new ArgumentException($"Streams of the name '{name}' are taken already.", nameof(name));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        EndAll();
        _http.Dispose();
        _tls?.Dispose();
    }

    internal Func<FrameStream, Task>? TakerOf(string name) => _takers.GetValueOrDefault(name);

    /// <summary>Keeps a stream to end it with the others.</summary>
    internal void Keep(FrameStream stream)
    {
        _open.TryAdd(stream, true);
        stream.Ended.UnsafeRegister(_ => _open.TryRemove(stream, out var _), null);
    }

    /// <summary>Ends all streams.</summary>
    internal void EndAll()
    {
        foreach (var (stream, _) in _open)
        {
            stream.End();
        }
    }

    private HttpRequestMessage Request(SiloAddress silo, string name, FrameOutbox outbox, CancellationToken ended)
    {
        var scheme = _tls is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"{scheme}://{silo.Authority}{ClusterProtocol.Root}{Uri.EscapeDataString(name)}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new DuplexContent(outbox, ended),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(ClusterProtocol.Scheme, _options.Key);
        request.Headers.Add(ClusterProtocol.VersionHeader, ClusterProtocol.Offer);
        request.Headers.Add(ClusterProtocol.SiloHeader, _options.SiloId);
        return request;
    }

    private static async Task<RemoteCallException> RefusedAsync(
        SiloAddress silo, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var reason = await response.Content.ReadAsStringAsync(cancellationToken);
            reason = reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason;
            return new RemoteCallException($"Silo {silo} refused the connection ({(int)response.StatusCode}): {reason}");
        }
    }

    private string Reason(Exception failure) => failure is OperationCanceledException
        ? $"it gave no answer within {_options.PeerTimeout.TotalSeconds:0.###} seconds."
        : failure.Message;
}
