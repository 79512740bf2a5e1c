using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class PostgresTriggerHistoryTests(SharedPostgres postgres) : TriggerHistoryContract
{
    protected override Task<IStorageHost> StartAsync() => PostgresHost.StartAsync(postgres);
}
