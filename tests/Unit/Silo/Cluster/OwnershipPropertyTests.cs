using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Silo.Cluster;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Unit.Silo.Cluster;

/// <summary>Several silos in simulated time, whose partitions move at random while their steps are slow, hang or fail.
/// </summary>
public sealed class OwnershipPropertyTests
{
    private const int Silos = 3;
    private const int Partitions = 6;
    private const int Events = 150;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Partitions_MovedAtRandom_HaveOneWriterAndAllServeInTheEnd(int seed)
    {
        var random = new Random(seed);
        var clock = new ManualClock();
        var generations = new ConcurrentDictionary<int, long>();
        var works = Enumerable.Range(0, Silos).Select(_ => new FakeWork(generations)).ToArray();
        var groups = works.Select(_ => new FakeGroup()).ToArray();
        var silos = works.Select((work, i) => new PartitionOwnership(
            Partitions, groups[i], work, new OwnershipOptions(), clock, NullLogger<PartitionOwnership>.Instance))
            .ToArray();
        Trouble(works, random, clock);
        var owner = Enumerable.Repeat(-1, Partitions).ToArray();
        // A group changes in one step: a silo that rejoins meanwhile comes before or after it.
        using var change = new SemaphoreSlim(1, 1);
        for (var i = 0; i < Silos; i++)
        {
            var silo = i;
            groups[i].OnRejoin = async () =>
            {
                await change.WaitAsync();
                var own = Enumerable.Range(0, Partitions).Where(partition => owner[partition] == silo).ToArray();
                silos[silo].Lost(own);
                silos[silo].Assigned(own);
                change.Release();
            };
        }

        for (var i = 0; i < Events; i++)
        {
            await MoveAsync(silos, works, owner, change, random, clock);
            for (var partition = 0; partition < Partitions; partition++)
            {
                Assert.InRange(works.Count(work => work.CanWrite(partition)), 0, 1);
            }
        }

        Array.ForEach(works, work => work.Before = null);
        await Until.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            Write(silos, works);
            return Enumerable.Range(0, Partitions).All(partition => IsSettled(silos, works, owner, partition));
        });
        Assert.All(works, work => Assert.Empty(work.Faults));
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }

    private static void Trouble(FakeWork[] works, Random random, ManualClock clock)
    {
        foreach (var work in works)
        {
            work.Before = async (step, _, token) =>
            {
                int dice;
                lock (random)
                {
                    dice = random.Next(100);
                }

                if (step == "catch up" || dice < 60)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(dice * 30), clock, token);
                }
                else if (dice < 68)
                {
                    // Hangs far beyond every bound, deaf to cancellation.
                    await Task.Delay(TimeSpan.FromSeconds(25), clock, CancellationToken.None);
                }
                else if (dice < 76 && step is "take" or "start")
                {
                    throw new IOException("the database is down");
                }
            };
        }
    }

    // One event of the group, which never has a partition at two silos, or a silo that finds out late.
    private static async Task MoveAsync(
        PartitionOwnership[] silos, FakeWork[] works, int[] owner, SemaphoreSlim change, Random random, ManualClock clock)
    {
        int Next(int below)
        {
            lock (random)
            {
                return random.Next(below);
            }
        }

        var partitions = Enumerable.Range(0, Partitions).Where(_ => Next(3) == 0).ToArray();
        var to = Next(Silos);
        await change.WaitAsync();
        var moving = partitions.Where(p => owner[p] >= 0 && owner[p] != to).ToLookup(p => owner[p]);
        var expires = Next(4) == 0;
        if (!expires)
        {
            var revoked = Task.WhenAll(moving.Select(from => silos[from.Key].RevokedAsync([.. from])));
            while (!revoked.IsCompleted)
            {
                await PassAsync(clock, 200);
            }

            await revoked;
            Assert.All(moving, from => Assert.All(from, p => Assert.False(works[from.Key].CanWrite(p))));
        }

        silos[to].Assigned(partitions.Where(p => owner[p] != to).ToArray());
        Array.ForEach(partitions, partition => owner[partition] = to);
        change.Release();
        if (expires)
        {
            // The new owner has them before the old one hears of it.
            await PassAsync(clock, Next(3_000));
            foreach (var from in moving)
            {
                foreach (var partition in from)
                {
                    if (Next(2) == 0)
                    {
                        Write(silos, works);
                    }

                    silos[from.Key].Lost([partition]);
                }
            }
        }

        await PassAsync(clock, Next(4_000));
    }

    // Each silo writes to all that it believes to hold, and hears when that is refused.
    private static void Write(PartitionOwnership[] silos, FakeWork[] works)
    {
        for (var silo = 0; silo < Silos; silo++)
        {
            for (var partition = 0; partition < Partitions; partition++)
            {
                if (works[silo].HeldGeneration(partition) is > 0 and var held && !works[silo].CanWrite(partition))
                {
                    silos[silo].Refused(partition, held);
                }
            }
        }
    }

    private static async Task PassAsync(ManualClock clock, int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += 100)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private static bool IsSettled(PartitionOwnership[] silos, FakeWork[] works, int[] owner, int partition) =>
        Enumerable.Range(0, Silos).All(silo => owner[partition] == silo
            ? works[silo].IsServing(partition) && works[silo].CanWrite(partition)
            : silos[silo].Standings.All(standing => standing.Partition != partition));
}
