using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class PostgresCheckpointStoreTests(SharedPostgres postgres) : CheckpointStoreContract
{
    protected override Task<IStorageHost> StartAsync() => PostgresHost.StartAsync(postgres);
}
