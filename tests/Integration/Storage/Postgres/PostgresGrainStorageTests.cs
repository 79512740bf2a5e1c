using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class PostgresGrainStorageTests(SharedPostgres postgres) : GrainStorageContract
{
    protected override Task<IStorageHost> StartAsync() => PostgresHost.StartAsync(postgres);
}
