using Tripline.Runtime;

namespace Tripline.Tests.Grains.Runtime;

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public interface ITimerGrain : IGrainWithStringKey
    {
        Task Start(string name, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive);

        Task Change(TimeSpan due, TimeSpan period);

        Task Stop();

        Task Wait(string gate);

        Task End();
    }

    private static readonly Action<Tripline.Runtime.Hosting.RuntimeOptions> Grains = options =>
    {
        options.AddGrain<TimerGrain>();
        options.CollectionAge = TimeSpan.FromMinutes(1);
    };

    [Fact]
    public async Task Timer_WithPeriod_TicksUntilItIsDisposed()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<ITimerGrain>("g");
        await grain.Start("tick", Second, 2 * Second, interleave: false, keepAlive: false);
        silo.Time.Advance(Second / 2);
        Assert.Equal(0, silo.Probe.Count("tick"));
        silo.Time.Advance(Second / 2);
        await silo.Until(() => silo.Probe.Count("tick ended") == 1);
        await silo.Until(() => silo.Probe.Count("tick ended") == 3, Second);
        await grain.Change(10 * Second, Timeout.InfiniteTimeSpan);
        var before = silo.Probe.Count("tick");
        silo.Time.Advance(9 * Second);
        await grain.Wait("open");
        Assert.Equal(before, silo.Probe.Count("tick"));
        silo.Time.Advance(Second);
        await silo.Until(() => silo.Probe.Count("tick") == before + 1);
        await grain.Stop();
        silo.Time.Advance(30 * Second);
        await grain.Wait("open");
        Assert.Equal(before + 1, silo.Probe.Count("tick"));
    }

    [Fact]
    public async Task Timer_ThatThrows_GoesOn()
    {
        await using var silo = new TestSilo(Grains);
        await silo.Factory.GetGrain<ITimerGrain>("g").Start("throw", Second, Second, interleave: false, keepAlive: false);
        await silo.Until(() => silo.Probe.Count("throw") >= 3, Second);
    }

    [Fact]
    public async Task Tick_WhileACallWaits_WaitsUnlessItInterleaves()
    {
        await using var silo = new TestSilo(Grains);
        var patient = silo.Factory.GetGrain<ITimerGrain>("patient");
        var hasty = silo.Factory.GetGrain<ITimerGrain>("hasty");
        await patient.Start("patient", Second, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: false);
        await hasty.Start("hasty", Second, Timeout.InfiniteTimeSpan, interleave: true, keepAlive: false);
        Task[] calls = [patient.Wait("gate"), hasty.Wait("gate")];
        await silo.Until(() => silo.Host.ListActivations().All(a => a.RunningCalls == 1));
        silo.Time.Advance(Second);
        await silo.Until(() => silo.Probe.Count("hasty") == 1);
        await silo.Until(() => silo.Host.ListActivations().Any(a => a.QueueLength == 1));
        Assert.Equal(0, silo.Probe.Count("patient"));
        silo.Probe.Open("gate");
        await Task.WhenAll(calls);
        await silo.Until(() => silo.Probe.Count("patient") == 1);
    }

    [Fact]
    public async Task Timer_KeepsItsGrainOnlyWhenAsked_AndEndsWithIt()
    {
        await using var silo = new TestSilo(Grains);
        await silo.Factory.GetGrain<ITimerGrain>("kept").Start("kept", Second, Second, interleave: false, keepAlive: true);
        await silo.Factory.GetGrain<ITimerGrain>("idle").Start("idle", Second, Second, interleave: false, keepAlive: false);
        await silo.Until(() => silo.Host.ListActivations().Count == 1, Second);
        var ticks = silo.Probe.Count("idle");
        var kept = silo.Probe.Count("kept");
        await silo.Until(() => silo.Probe.Count("kept") >= kept + 3, Second);
        Assert.Equal("kept", Assert.Single(silo.Host.ListActivations()).Key);
        Assert.Equal(ticks, silo.Probe.Count("idle"));
    }

    [Fact]
    public async Task Deactivation_DuringATick_CancelsItsToken()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<ITimerGrain>("g");
        await grain.Start("token", Second, Second, interleave: true, keepAlive: false);
        await silo.Until(() => silo.Probe.Count("token") == 1, Second);
        await grain.Stop();
        await silo.Until(() => silo.Probe.Count("token cancelled") == 1);
    }

    public sealed class TimerGrain(Probe probe) : Grain, ITimerGrain
    {
        private IGrainTimer? _timer;

        public Task Start(string name, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive)
        {
            _timer = this.RegisterGrainTimer(Tick, name, new GrainTimerCreationOptions
            {
                DueTime = due, Period = period, Interleave = interleave, KeepAlive = keepAlive,
            });
            return Task.CompletedTask;
        }

        public Task Change(TimeSpan due, TimeSpan period)
        {
            _timer!.Change(due, period);
            return Task.CompletedTask;
        }

        public Task Stop()
        {
            _timer!.Dispose();
            return Task.CompletedTask;
        }

        public Task Wait(string gate) => gate == "open" ? Task.CompletedTask : probe.Gate(gate);

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        private async Task Tick(string name, CancellationToken cancellationToken)
        {
            probe.Note(name);
            switch (name)
            {
                case "throw":
                    throw new FormatException("a bad tick");
                case "token":
                    var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    await using (cancellationToken.Register(cancelled.SetResult))
                    {
                        await cancelled.Task;
                    }

                    probe.Note("token cancelled");
                    break;
                default:
                    await Task.Yield();
                    probe.Note($"{name} ended");
                    break;
            }
        }
    }
}
