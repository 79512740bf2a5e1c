using Tripline.Tests.Storage.Contract;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class PostgresAlertIndexTests(SharedPostgres postgres) : AlertIndexContract
{
    protected override Task<IStorageHost> StartAsync() => PostgresHost.StartAsync(postgres);
}
