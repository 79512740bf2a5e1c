namespace Tripline.Storage;

/// <summary>Names one grain: its type's name and its key.</summary>
public readonly record struct GrainId(string Type, string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Key}";
}
