namespace Tripline.Runtime.Hosting;

/// <summary>One grain that is activated.</summary>
/// <param name="GrainType">Its type's name, as in <see cref="Statistics.GrainTypeStatistics.GrainType"/>.</param>
/// <param name="Key">Its key.</param>
/// <param name="IdleTime">Time since its last call, or since its activation.</param>
/// <param name="QueueLength">Calls that wait for their turn.</param>
/// <param name="RunningCalls">Calls that have begun and wait for something.</param>
/// <param name="CallCount">Calls since its activation.</param>
public sealed record ActivationSummary(
    string GrainType, string Key, TimeSpan IdleTime, int QueueLength, int RunningCalls, long CallCount);
