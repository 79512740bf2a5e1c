namespace Tripline.Runtime.Copying;

/// <summary>Copies what is passed between a caller and a grain, so that neither sees the other's changes. What is copied
/// must be a tree: a reference back is followed without end.</summary>
internal static class DeepCopy
{
    /// <summary>A copy that shares nothing that can change; the value itself where it cannot.</summary>
    /// <exception cref="NotSupportedException">A value's type does not travel.</exception>
    internal static T Of<T>(T value) => Copier<T>.Copy is { } copy && value is not null ? copy(value) : value;
}
