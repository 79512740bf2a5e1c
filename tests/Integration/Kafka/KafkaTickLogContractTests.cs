using Tripline.Streams.Log;
using Tripline.Tests.Unit.Streams.Contract;

namespace Tripline.Tests.Integration.Kafka;

public sealed class KafkaTickLogContractTests(SharedKafka kafka) : TickLogContract
{
    protected override async Task<ITickLogHost> StartAsync() =>
        new Host(await KafkaLogUnderTest.StartAsync(await kafka.ServerAsync()));

    private sealed class Host(KafkaLogUnderTest bench) : ITickLogHost
    {
        public ITickLog Log => bench.Log;

        public ValueTask DisposeAsync() => bench.DisposeAsync();
    }
}
