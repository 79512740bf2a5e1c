namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class MovedTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>What it shows.</summary>
    public DateTimeOffset Now { get; set; } = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}
