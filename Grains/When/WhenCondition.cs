namespace Tripline.Grains.When;

/// <summary>A condition of the grammar of <c>when</c>, as a tree. Two trees are equal when they mean the same.</summary>
public abstract record WhenCondition
{
    private protected WhenCondition()
    {
    }

    /// <summary>The one canonical text of this condition; parsing it gives an equal tree.</summary>
    public abstract string ToCanonicalText();

    /// <inheritdoc/>
    public sealed override string ToString() => ToCanonicalText();
}
