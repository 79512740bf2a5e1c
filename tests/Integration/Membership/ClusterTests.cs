using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Silo.Membership;
using Tripline.Storage;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Membership;

public sealed class ClusterTests(SharedPostgres postgres)
{
    private static readonly string[] Keys =
        ["DE", "de", "0DE", "0005", "5", "c0ffee00-1111-2222-3333-444455556666", "C0FFEE00-1111-2222-3333-444455556666"];

    // Orleans alone waits about 100 s for silos that are dead.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GrainStates_OfKeysThatReadAsNumbersAndOfTwoClasses_AreRowsOfTheirOwnOverARestart()
    {
        var database = await ProbeSilo.DatabaseAsync(postgres);
        var host = await ProbeSilo.StartAsync(database);
        foreach (var key in Keys)
        {
            await host.Probe(key).PutAsync($"one {key}");
            await host.OtherProbe(key).PutAsync($"other {key}");
        }

        await host.OtherProbe("cleared").PutAsync("x");
        await host.OtherProbe("cleared").ClearAsync();
        await ProbeSilo.StopAsync(host);
        var again = await ProbeSilo.StartAsync(database);
        foreach (var key in Keys)
        {
            Assert.Equal($"one {key}", await again.Probe(key).GetAsync());
            Assert.Equal($"other {key}", await again.OtherProbe(key).GetAsync());
        }

        Assert.Null(await again.OtherProbe("cleared").GetAsync());
        await again.OtherProbe("cleared").PutAsync("y");
        Assert.Equal("y", await again.OtherProbe("cleared").GetAsync());

        var store = again.Services.GetRequiredKeyedService<Orleans.Storage.IGrainStorage>("Default");
        var grain = Orleans.Runtime.GrainId.Create("probe", "twice");
        var (first, late) = (new GrainState<ProbeText>(), new GrainState<ProbeText>());
        await store.ReadStateAsync("probe", grain, first, Cancellation);
        await store.ReadStateAsync("probe", grain, late, Cancellation);
        await store.WriteStateAsync("probe", grain, first, Cancellation);
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(
            () => store.WriteStateAsync("probe", grain, late, Cancellation));
        late.ETag = "7";
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(
            () => store.WriteStateAsync("probe", grain, late, Cancellation));
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(
            () => store.ClearStateAsync("probe", grain, late, Cancellation));
        await ProbeSilo.StopAsync(again);
    }

    [Fact]
    public async Task Start_AfterAllSilosDiedAtOnce_ServesSoonOnAnotherAddress()
    {
        var database = await ProbeSilo.DatabaseAsync(postgres);
        using (var reader = ProbeSilo.Build(database))
        {
            var table = reader.Services.GetRequiredService<IMembershipTable>();
            await table.InitializeMembershipTableAsync(true, Cancellation);
            for (var i = 0; i < 3; i++)
            {
                var entry = MembershipStatementsTests.Entry(FreePorts.Next(), SiloStatus.Active);
                entry.StartTime = entry.IAmAliveTime = DateTime.UtcNow;
                var all = await table.ReadAllAsync(Cancellation);
                Assert.True(await table.InsertRowAsync(entry, all.Version.Next(), Cancellation));
            }
        }

        var watch = Stopwatch.StartNew();
        var host = await ProbeSilo.StartAsync(database).WaitAsync(Bound, Cancellation);
        await host.OtherProbe("after").PutAsync("serving").WaitAsync(Bound, Cancellation);
        TestContext.Current.TestOutputHelper!.WriteLine($"serving after {watch.Elapsed.TotalSeconds:0.0} s");
        var members = await host.Services.GetRequiredService<IMembershipTable>().ReadAllAsync(Cancellation);
        Assert.Equal(3, members.Members.Count(m => m.Item1.Status is SiloStatus.Dead));
        await ProbeSilo.StopAsync(host);
    }

    [Fact]
    public async Task Exceptions_OfAGrainOnTheOtherSilo_KeepTypeOrNameAndWords()
    {
        var database = await ProbeSilo.DatabaseAsync(postgres);
        var here = await ProbeSilo.StartAsync(database);
        var there = await ProbeSilo.StartAsync(database);
        var grain = await here.OtherProbeOnAsync(there);

        var postgresFault = await Assert.ThrowsAsync<TravelledException>(() => grain.FailAsync("postgres"));
        Assert.Equal("Npgsql.PostgresException", postgresFault.OriginalType);
        Assert.Contains("42P01: no such table", postgresFault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ProbeGrain), postgresFault.OriginalStack, StringComparison.Ordinal);
        var outer = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.FailAsync("inner"));
        Assert.Equal("outside", outer.Message);
        Assert.Equal("broken pipe", Assert.IsType<TravelledException>(outer.InnerException).Message);
        var stale = await Assert.ThrowsAsync<StaleOwnerException>(() => grain.FailAsync("stale"));
        Assert.Equal((3, 7), (stale.Partition, stale.Generation));
        Assert.Equal("too many", (await Assert.ThrowsAsync<RuleLimitException>(() => grain.FailAsync("limit"))).Message);
        var app = await Assert.ThrowsAsync<TravelledException>(() => grain.FailAsync("app"));
        Assert.Equal(typeof(AppFaultException).FullName, app.OriginalType);
        await ProbeSilo.StopAsync(there, here);
    }

    [Fact]
    public async Task Start_WhereASiloOfTheEarlierBuildWorks_IsRefusedUntilItIsGone()
    {
        var database = await ProbeSilo.DatabaseAsync(postgres);
        await EarlierBuild.RefuseAsync(database, Cancellation);
        await PostgresServer.ExecuteAsync(
            database, "insert into tripline.silo values ('old', '[::1]:9000', '0.1', now(), clock_timestamp())");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => EarlierBuild.RefuseAsync(database, Cancellation));
        Assert.Contains("stop all silos of that build", refusal.Message, StringComparison.Ordinal);
        await PostgresServer.ExecuteAsync(database, "update tripline.silo set heartbeat_at = now() - interval '20 s'");
        await EarlierBuild.RefuseAsync(database, Cancellation);
    }
}
