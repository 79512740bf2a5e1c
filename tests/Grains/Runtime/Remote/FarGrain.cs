using System.Diagnostics;
using Tripline.Runtime;
using Tripline.Storage;

namespace Tripline.Tests.Grains.Runtime.Remote;

/// <inheritdoc cref="IFarGrain"/>
public sealed class FarGrain(SiloUnderTest silo, Probe probe) : Grain, IFarGrain
{
    private int _sum;

    public Task<string> Where() => Task.FromResult(silo.Id);

    public Task<int> Add(int number) => Task.FromResult(_sum += number);

    public Task<FarMessage?> Echo(FarMessage? message) => Task.FromResult(message);

    public Task Fail(string how) => throw (how switch
    {
        "ours" => new FarFailureException("ours", new IOException("because")) { Number = 7, Day = DayOfWeek.Friday, Word = "w" },
        "framework" => new InvalidOperationException("no"),
        "unknown" => new UnknownHere(1),
        "argument" => new ArgumentOutOfRangeException(nameof(how), "must be less"),
        "storage" => new InconsistentStateException("stale", "1", "2"),
        _ => new InvalidOperationException(how),
    });

    public Task WaitShortly(string gate) => probe.Gate(gate);

    public Task Wait(string gate)
    {
        probe.Note("waiting");
        return probe.Gate(gate);
    }

    public async Task<string> WaitCancellably(string gate, CancellationToken cancellationToken)
    {
        probe.Note("waiting");
        try
        {
            await probe.Gate(gate).WaitAsync(cancellationToken);
            return "opened";
        }
        catch (OperationCanceledException)
        {
            probe.Note("cancelled");
            throw;
        }
    }

    public Task Note(string text)
    {
        probe.Note(text);
        return Task.CompletedTask;
    }

    public Task<string?> Context(string key) => Task.FromResult(RequestContext.Get(key)?.ToString());

    public Task<string?> Trace() => Task.FromResult(Activity.Current?.TraceId.ToString());

    public Task<string?> TraceThrough(string key) => GrainFactory.GetGrain<IFarGrain>(key).Trace();

    public Task<string> CallThrough(string key) => GrainFactory.GetGrain<IFarGrain>(key).Where();

    public Task Record(int number)
    {
        probe.Note($"{this.GetPrimaryKeyString()} {number}");
        return Task.CompletedTask;
    }

    private sealed class UnknownHere : Exception
    {
        public UnknownHere(int number)
            : base($"strange {number}")
        {
        }
    }
}
