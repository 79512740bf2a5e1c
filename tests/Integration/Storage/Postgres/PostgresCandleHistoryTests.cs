using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class PostgresCandleHistoryTests(SharedPostgres postgres) : CandleHistoryContract
{
    protected override Task<IStorageHost> StartAsync() => PostgresHost.StartAsync(postgres);
}
