namespace Tripline.Runtime;

/// <summary>Wraps a value that is not changed after it was passed, so that it need not be copied.</summary>
public readonly struct Immutable<T>(T value)
{
    /// <summary>The wrapped value.</summary>
    public T Value { get; } = value;
}
