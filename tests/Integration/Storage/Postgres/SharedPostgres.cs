using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>One server for all tests that leave it running; it starts with the first that asks for it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartAsync());

    /// <summary>The server.</summary>
    public Task<PostgresServer> ServerAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await using var server = await _server.Value;
        }
    }
}
