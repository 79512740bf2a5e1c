namespace Tripline.Runtime;

/// <summary>A grain's timer; dispose it to stop it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets a new due time and period.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
