using Microsoft.Extensions.Logging;

namespace Tripline.Runtime.Hosting;

/// <summary>What the runtime logs.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(1, LogLevel.Warning, "{GrainType}/{Key} could not be activated.")]
    internal static partial void ActivationFailed(this ILogger logger, Exception failure, string grainType, string key);

    [LoggerMessage(2, LogLevel.Warning, "{GrainType}/{Key} failed, or took too long, in its deactivation.")]
    internal static partial void DeactivationFailed(this ILogger logger, Exception failure, string grainType, string key);

    [LoggerMessage(3, LogLevel.Error, "A timer's tick of {GrainType}/{Key} failed; the timer goes on.")]
    internal static partial void TimerFailed(this ILogger logger, Exception failure, string grainType, string key);

    [LoggerMessage(4, LogLevel.Error, "Work that nobody waits for failed in {GrainType}/{Key}.")]
    internal static partial void StrayFailure(this ILogger logger, Exception failure, string grainType, string key);

    [LoggerMessage(5, LogLevel.Error, "The one-way call {Method} on {Key} failed.")]
    internal static partial void OneWayFailed(this ILogger logger, Exception failure, string method, string key);

    [LoggerMessage(6, LogLevel.Error, "Looking for overdue calls and idle grains failed; it is tried again.")]
    internal static partial void SweepFailed(this ILogger logger, Exception failure);

    [LoggerMessage(7, LogLevel.Warning, "{Count} activations had not ended after {Timeout}; they are abandoned.")]
    internal static partial void Abandoned(this ILogger logger, int count, TimeSpan timeout);

    [LoggerMessage(8, LogLevel.Warning, "The directory could not be read while calls wait for partition {Partition}.")]
    internal static partial void DirectoryUnread(this ILogger logger, Exception failure, int partition);
}
