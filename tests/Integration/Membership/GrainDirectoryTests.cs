using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.GrainDirectory;
using Tripline.Silo.Membership;
using Tripline.Tests.Integration.Storage.Postgres;

namespace Tripline.Tests.Integration.Membership;

public sealed class GrainDirectoryTests(SharedPostgres postgres)
{
    private static readonly GrainId Grain = GrainId.Create("partition", "3");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_ManyAtOnce_AllAreToldOneWinnerUntilItsSiloIsDead()
    {
        using var host = ProbeSilo.Build(await ProbeSilo.DatabaseAsync(postgres));
        IGrainDirectory directory = host.Services.GetRequiredService<PostgresGrainDirectory>();
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, Cancellation);
        for (var i = 1; i <= 2; i++)
        {
            var all = await table.ReadAllAsync(Cancellation);
            Assert.True(await table.InsertRowAsync(
                MembershipStatementsTests.Entry(i, SiloStatus.Active), all.Version.Next(), Cancellation));
        }

        var winners = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => directory.Register(On(1), Cancellation)));
        var winner = Assert.Single(winners.Distinct());
        Assert.Equal(winner, await directory.Lookup(Grain, Cancellation));

        var second = On(2);
        Assert.Equal(winner, await directory.Register(second, On(2), Cancellation));
        Assert.Equal(second, await directory.Register(second, winner, Cancellation));
        await directory.Unregister(winner!, Cancellation);
        Assert.Equal(second, await directory.Lookup(Grain, Cancellation));

        var row = await table.ReadRowAsync(second.SiloAddress!, Cancellation);
        var (entry, etag) = row.Members.Single();
        entry.Status = SiloStatus.Dead;
        Assert.True(await table.UpdateRowAsync(entry, etag, row.Version.Next(), Cancellation));
        var third = On(1);
        Assert.Equal(third, await directory.Register(third, Cancellation));
        await directory.UnregisterSilos([second.SiloAddress!], Cancellation);
        Assert.Equal(third, await directory.Lookup(Grain, Cancellation));
        await directory.UnregisterSilos([third.SiloAddress!], Cancellation);
        Assert.Null(await directory.Lookup(Grain, Cancellation));
    }

    private static GrainAddress On(int silo) => new()
    {
        GrainId = Grain,
        ActivationId = ActivationId.NewId(),
        SiloAddress = SiloAddress.New(IPAddress.Loopback, silo, silo),
        MembershipVersion = new MembershipVersion(silo),
    };
}
