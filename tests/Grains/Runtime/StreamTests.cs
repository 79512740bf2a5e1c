using Tripline.Runtime;
using Tripline.Runtime.Hosting;

namespace Tripline.Tests.Grains.Runtime;

public sealed class StreamTests
{
    public interface IStreamGrain : IGrainWithStringKey
    {
        Task Wait(string gate);

        [AlwaysInterleave]
        Task<int> Peek();

        Task End();
    }

    private static readonly Action<RuntimeOptions> Grains = options => options.AddGrain<StreamGrain>();

    [Fact]
    public async Task Subscription_IsToldOnceAfterActivationAndBeforeTheFirstItem()
    {
        await using var silo = new TestSilo(Grains);
        var producer = silo.Streams.Open<int>(StreamId.Create("numbers", "g"));
        Assert.Empty(silo.Host.ListActivations());
        await producer.OnNextAsync(1);
        await producer.OnNextAsync(2);
        await silo.Factory.GetGrain<IStreamGrain>("g").End();
        await silo.Until(() => silo.Host.ListActivations().Count == 0);
        await producer.OnNextAsync(3);
        Assert.Equal(
            ["activate", "subscribed numbers/g", "item 1", "item 2", "activate", "subscribed numbers/g", "item 3"],
            silo.Probe.Notes);
    }

    [Fact]
    public async Task Item_ForAnIdleGrain_IsTakenOnTheProducersThread()
    {
        await using var silo = new TestSilo(Grains);
        var producer = silo.Streams.Open<int>(StreamId.Create("numbers", "g"));
        await producer.OnNextAsync(1);
        var inline = 0;
        for (var item = 0; item < 1_000; item++)
        {
            var delivery = producer.OnNextAsync(-1);
            inline += delivery.IsCompleted ? 1 : 0;
            await delivery;
        }

        // The grain may still be busy with giving back the turn of the item before.
        Assert.True(inline > 900, $"{inline} of 1,000");
    }

    [Fact]
    public async Task Failure_OfAnItem_ReachesTheProducerAndTheNextOneIsTaken()
    {
        await using var silo = new TestSilo(Grains);
        var producer = silo.Streams.Open<int>(StreamId.Create("numbers", "g"));
        foreach (var bad in new[] { 666, 667, 666, 667 })
        {
            await Assert.ThrowsAsync<FormatException>(async () => await producer.OnNextAsync(bad));
        }

        await producer.OnNextAsync(1);
        Assert.Equal("item 1", silo.Probe.Notes[^1]);
    }

    [Fact]
    public async Task Items_GivenWithoutWaiting_AreTakenInOrderOneAtATime()
    {
        await using var silo = new TestSilo(Grains);
        var producer = silo.Streams.Open<int>(StreamId.Create("numbers", "g"));
        var deliveries = Enumerable.Range(1_000, 500).Select(item => producer.OnNextAsync(item).AsTask()).ToArray();
        await Task.WhenAll(deliveries);
        Assert.Equal(
            Enumerable.Range(1_000, 500).SelectMany(item => new[] { $"item {item}", $"done {item}" }),
            silo.Probe.Notes[2..]);
    }

    [Fact]
    public async Task Item_WhileACallWaits_WaitsAndInterleavedCallsRunBesideIt()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IStreamGrain>("g");
        var producer = silo.Streams.Open<int>(StreamId.Create("numbers", "g"));
        await producer.OnNextAsync(1);
        var call = grain.Wait("gate");
        var item = producer.OnNextAsync(1_000).AsTask();
        await silo.Until(() => silo.Host.ListActivations() is [{ QueueLength: 1, RunningCalls: 1 }]);
        Assert.Equal(1, await grain.Peek());
        Assert.False(item.IsCompleted);
        silo.Probe.Open("gate");
        await Task.WhenAll(call, item);
        Assert.Equal(2, await grain.Peek());
    }

    [Fact]
    public async Task Calls_AndItems_NeverOverlapAndNoneIsLost()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IStreamGrain>("g");
        var producer = silo.Streams.Open<int>(StreamId.Create("numbers", "g"));
        var calls = Enumerable.Range(0, 8).Select(async _ =>
        {
            await Task.Yield();
            for (var call = 0; call < 200; call++)
            {
                await grain.Peek();
                if (call % 50 == 7)
                {
                    await grain.End();
                }
            }
        }).ToArray();
        for (var item = 0; item < 2_000; item++)
        {
            await producer.OnNextAsync(item % 3 == 0 ? 1_000 : -1);
        }

        await Task.WhenAll(calls);
        Assert.Equal(0, silo.Probe.Overlaps);
        Assert.Equal(1_333, silo.Probe.Count("item -1"));
        Assert.Equal(667, silo.Probe.Count("done 1000"));
    }

    [Fact]
    public async Task Namespace_WithoutSubscribers_IsRefused()
    {
        await using var silo = new TestSilo(Grains);
        Assert.Throws<ArgumentException>(() => silo.Streams.Open<int>(StreamId.Create("nothing", "g")));
    }

    [ImplicitStreamSubscription("numbers")]
    public sealed class StreamGrain(Probe probe) : Grain, IStreamGrain, IStreamSubscriptionObserver, IAsyncObserver<int>
    {
        private int _items;

        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            probe.Note("activate");
            return Task.CompletedTask;
        }

        public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
        {
            await Task.Yield();
            probe.Note($"subscribed {handleFactory.StreamId}");
            await handleFactory.Create<int>().ResumeAsync(this);
        }

        public Task OnNextAsync(int item, StreamSequenceToken? token = null)
        {
            probe.Enter("turn");
            probe.Note($"item {item}");
            _items++;
            probe.Leave("turn");
            return item switch
            {
                666 => throw new FormatException("at once"),
                667 => FailLater(),
                >= 1_000 => FinishLater(item),
                _ => Task.CompletedTask,
            };
        }

        public Task OnCompletedAsync() => Task.CompletedTask;

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

        public Task Wait(string gate) => probe.Gate(gate);

        public Task<int> Peek()
        {
            probe.Enter("turn");
            probe.Leave("turn");
            return Task.FromResult(_items);
        }

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        private static async Task FailLater()
        {
            await Task.Yield();
            throw new FormatException("later");
        }

        private async Task FinishLater(int item)
        {
            await Task.Yield();
            probe.Note($"done {item}");
        }
    }
}
