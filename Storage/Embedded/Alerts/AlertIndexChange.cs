namespace Tripline.Storage.Embedded.Alerts;

/// <summary>An alert to remember, or to forget when it has no symbol.</summary>
internal sealed record AlertIndexChange(string User, Guid AlertId, string? Symbol)
{
    /// <summary>Completes when the change is durable.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
