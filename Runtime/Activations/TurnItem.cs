namespace Tripline.Runtime.Activations;

/// <summary>Something that runs on an activation; a link of the list that it is in, so that queueing allocates nothing.
/// </summary>
internal abstract class TurnItem : IThreadPoolWorkItem
{
    /// <summary>The next item of the one list that this is in.</summary>
    internal TurnItem? Next;

    /// <summary>How many items an inbox holds when this one is its newest.</summary>
    internal int Depth;

    /// <summary>What it may run beside.</summary>
    internal abstract TurnMode Mode { get; }

    /// <summary>Answers whoever waits for it. Called once, after its turn, from any thread.</summary>
    internal abstract void Answer();

    void IThreadPoolWorkItem.Execute() => Answer();
}
