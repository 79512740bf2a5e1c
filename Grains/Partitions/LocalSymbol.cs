namespace Tripline.Grains.Partitions;

/// <summary>A symbol's activation on this silo, as its partition reaches it without a call.</summary>
/// <param name="context">The activation.</param>
/// <param name="grain">What takes its ticks.</param>
internal sealed class LocalSymbol(IGrainContext context, ITickTaker grain)
{
    private readonly IWorkItemScheduler _scheduler = context.Scheduler;

    /// <summary>Whether the activation has ended. Read in its own turns: what is queued there still runs afterwards.
    /// </summary>
    public bool IsEnded { get; private set; }

    /// <summary>The activation.</summary>
    public IGrainContext Context => context;

    /// <summary>What takes its ticks.</summary>
    public ITickTaker Grain => grain;

    /// <summary>Runs something as one of the activation's turns.</summary>
    public void Queue(Action<object> turn, object state) => _scheduler.QueueAction(turn, state);

    /// <summary>Says, in one of its turns, that the activation has ended.</summary>
    public void End() => IsEnded = true;
}
