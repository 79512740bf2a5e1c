using Tripline.Streams.Log;
using Tripline.Tests.Unit.Streams.Contract;

namespace Tripline.Tests.Unit.Streams;

public sealed class EmbeddedTickLogContractTests : TickLogContract
{
    protected override Task<ITickLogHost> StartAsync() => Task.FromResult<ITickLogHost>(new Host());

    private sealed class Host : ITickLogHost
    {
        private readonly LogFolder _folder = new();

        public Host() => Log = _folder.Open();

        public ITickLog Log { get; }

        public async ValueTask DisposeAsync()
        {
            await Log.DisposeAsync();
            _folder.Dispose();
        }
    }
}
