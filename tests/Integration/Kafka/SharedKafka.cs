using Tripline.Tests.Integration.Kafka;
using Tripline.Tests.Integration.Support;

[assembly: AssemblyFixture(typeof(SharedKafka))]

namespace Tripline.Tests.Integration.Kafka;

/// <summary>One broker for all tests that leave it running; it starts with the first that asks for it.</summary>
public sealed class SharedKafka : IAsyncDisposable
{
    private readonly Lazy<Task<KafkaServer>> _server = new(() => KafkaServer.StartAsync());

    /// <summary>The broker.</summary>
    public Task<KafkaServer> ServerAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await using var server = await _server.Value;
        }
    }
}
