using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tripline.Runtime.Remote;

/// <summary>The cluster port: a server of its own, which answers nothing but streams of silos that have the key, and whose
/// streams no other port answers.</summary>
public sealed class ClusterServer : IHostedService, IAsyncDisposable
{
    private const int WindowSize = 4 * 1024 * 1024;
    private const int StreamsPerConnection = 64;

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly ClusterOptions _options;
    private readonly ClusterStreams _streams;
    private readonly ILogger _log;
    private readonly WebApplication _app;

    /// <summary>Prepares the server; <see cref="StartAsync"/> opens the port.</summary>
    public ClusterServer(ClusterOptions options, ClusterStreams streams, ILoggerFactory loggers)
    {
        options.Validate();
        _options = options;
        _streams = streams;
        _log = loggers.CreateLogger<ClusterServer>();
        // Empty, so that nothing of the public server's configuration reaches it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        if (streams.Tls is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>The port that it listens on, once started.</summary>
    public int Port { get; private set; }

    /// <summary>Opens the port.</summary>
    /// <exception cref="IOException">The port is taken, or the address is not this machine's.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Port = new Uri(addresses.First()).Port;
        _log.ClusterListens(_options.ListenAddress, Port, _streams.Tls is null ? "not encrypted" : "encrypted");
    }

    /// <summary>Ends all streams and closes the port.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _streams.EndAll();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopTime);
        await _app.StopAsync(limit.Token);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        // A stream may be silent for as long as nobody calls.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.InitialStreamWindowSize = WindowSize;
        kestrel.Limits.Http2.InitialConnectionWindowSize = WindowSize * 2;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
        kestrel.Limits.Http2.KeepAlivePingDelay =
            _options.PeerTimeout < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : _options.PeerTimeout;
        kestrel.Limits.Http2.KeepAlivePingTimeout = kestrel.Limits.Http2.KeepAlivePingDelay;
        kestrel.Listen(IPAddress.Parse(_options.ListenAddress), _options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (_streams.Tls is { Own: X509Certificate2 certificate })
            {
                listen.UseHttps(certificate);
            }
        });
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (!ClusterProtocol.Proves(context.Request.Headers.Authorization, _options.Key))
        {
            _log.ClusterRefused(context.Connection.RemoteIpAddress, "it does not have the cluster's key");
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The cluster key is missing or another one.");
            return;
        }

        var name = context.Request.Path.Value ?? string.Empty;
        if (!HttpMethods.IsPost(context.Request.Method)
            || !name.StartsWith(ClusterProtocol.Root, StringComparison.Ordinal)
            || _streams.TakerOf(name[ClusterProtocol.Root.Length..]) is not { } take)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, $"There is no stream {name} here.");
            return;
        }

        var offer = context.Request.Headers[ClusterProtocol.VersionHeader].ToString();
        if (ClusterProtocol.Choose(offer) is not { } version)
        {
            _log.ClusterRefused(context.Connection.RemoteIpAddress, $"it speaks versions {offer} of the protocol");
            await RefuseAsync(
                context, StatusCodes.Status426UpgradeRequired,
                $"This silo speaks versions {ClusterProtocol.Offer} of the protocol between silos, the caller '{offer}'; "
                + "silos whose versions are that far apart cannot be in one cluster.");
            return;
        }

        context.Response.Headers[ClusterProtocol.VersionHeader] = version.ToString();
        await RunAsync(context, take);
    }

    private async Task RunAsync(HttpContext context, Func<FrameStream, Task> take)
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        var stream = new FrameStream(
            context.Request.Headers[ClusterProtocol.SiloHeader].ToString(), context.Request.Body, new FrameOutbox());
        _streams.Keep(stream);
        using var aborted = context.RequestAborted.UnsafeRegister(static s => ((FrameStream)s!).End(), stream);
        var sending = SendAsync(stream, context.Response.Body);
        try
        {
            await take(stream);
        }
        catch (Exception failure) when (stream.Ended.IsCancellationRequested)
        {
            _log.StreamEnded(failure, stream.Peer);
        }
        finally
        {
            stream.End();
            await sending;
        }
    }

    private static async Task SendAsync(FrameStream stream, Stream body)
    {
        try
        {
            await stream.Outbox.PumpAsync(body, stream.Ended);
        }
        catch (Exception)
        {
            // The other side is gone, or this side ends the stream.
        }
        finally
        {
            stream.End();
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(reason);
    }
}
