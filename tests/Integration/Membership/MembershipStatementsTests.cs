using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Tests.Integration.Storage.Postgres;

namespace Tripline.Tests.Integration.Membership;

public sealed class MembershipStatementsTests(SharedPostgres postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MembershipTable_ThroughItsProvider_ChangesOnlyByTheVersionThatWasRead()
    {
        using var host = ProbeSilo.Build(await ProbeSilo.DatabaseAsync(postgres));
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, Cancellation);
        await table.InitializeMembershipTableAsync(true, Cancellation);
        var empty = await table.ReadAllAsync(Cancellation);
        Assert.Empty(empty.Members);

        var entry = Entry(1, SiloStatus.Active);
        Assert.True(await table.InsertRowAsync(entry, empty.Version.Next(), Cancellation));
        Assert.False(await table.InsertRowAsync(Entry(2, SiloStatus.Active), empty.Version.Next(), Cancellation));
        var one = await table.ReadRowAsync(entry.SiloAddress, Cancellation);
        Assert.False(await table.InsertRowAsync(entry, one.Version.Next(), Cancellation));
        var (read, etag) = Assert.Single(one.Members);
        Assert.Equal(entry.SiloAddress, read.SiloAddress);
        Assert.Equal(entry.StartTime, read.StartTime);
        Assert.Equal("silo1", read.SiloName);

        read.Status = SiloStatus.Dead;
        read.AddSuspector(entry.SiloAddress, entry.StartTime);
        Assert.False(await table.UpdateRowAsync(read, etag, empty.Version.Next(), Cancellation));
        Assert.True(await table.UpdateRowAsync(read, etag, one.Version.Next(), Cancellation));
        read.IAmAliveTime = read.IAmAliveTime.AddSeconds(5);
        await table.UpdateIAmAliveAsync(read, Cancellation);
        var dead = (await table.ReadAllAsync(Cancellation)).Members.Single().Item1;
        Assert.Equal(SiloStatus.Dead, dead.Status);
        Assert.Equal(read.IAmAliveTime, dead.IAmAliveTime);
        Assert.Single(dead.SuspectTimes!);

        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(entry.StartTime), Cancellation);
        Assert.Single((await table.ReadAllAsync(Cancellation)).Members);
        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(entry.StartTime.AddHours(1)), Cancellation);
        Assert.Empty((await table.ReadAllAsync(Cancellation)).Members);
        await table.DeleteMembershipTableEntriesAsync(ProbeSilo.Cluster, Cancellation);
    }

    [Fact]
    public async Task Reminders_ThroughTheirProvider_AreFoundByHashAlsoRoundOverZero()
    {
        using var host = ProbeSilo.Build(await ProbeSilo.DatabaseAsync(postgres));
        var table = host.Services.GetRequiredService<IReminderTable>();
        await table.StartAsync(Cancellation);
        var grains = Enumerable.Range(0, 20).Select(i => GrainId.Create("probe", $"k{i}")).ToArray();
        var etags = new List<string>();
        foreach (var grain in grains)
        {
            etags.Add((await table.UpsertRow(Reminder(grain), Cancellation))!);
        }

        foreach (var (begin, end) in new[] { (0u, uint.MaxValue / 2), (uint.MaxValue / 2, 7u), (5u, 5u), (1u << 30, 3u << 30) })
        {
            var expected = grains.Where(g => begin < end
                ? g.GetUniformHashCode() > begin && g.GetUniformHashCode() <= end
                : g.GetUniformHashCode() > begin || g.GetUniformHashCode() <= end);
            var rows = await table.ReadRows(begin, end, Cancellation);
            Assert.Equal(expected.Order(), rows.Reminders.Select(r => r.GrainId).Order());
        }

        var first = await table.ReadRow(grains[0], "wake", Cancellation);
        Assert.Equal(TimeSpan.FromMinutes(90), first!.Period);
        Assert.Equal(etags[0], first.ETag);
        Assert.NotEqual(etags[0], await table.UpsertRow(Reminder(grains[0]), Cancellation));
        Assert.False(await table.RemoveRow(grains[0], "wake", etags[0], Cancellation));
        Assert.True(await table.RemoveRow(grains[1], "wake", etags[1], Cancellation));
        Assert.Empty((await table.ReadRows(grains[1], Cancellation)).Reminders);
        Assert.Single((await table.ReadRows(grains[0], Cancellation)).Reminders);
        await table.TestOnlyClearTable(Cancellation);
        Assert.Empty((await table.ReadRows(0, 0, Cancellation)).Reminders);
    }

    internal static MembershipEntry Entry(int number, SiloStatus status) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, number, number),
        Status = status,
        HostName = "here",
        SiloName = $"silo{number}",
        ProxyPort = 5000,
        StartTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        IAmAliveTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };

    private static ReminderEntry Reminder(GrainId grain) => new()
    {
        GrainId = grain,
        ReminderName = "wake",
        StartAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(90),
    };
}
