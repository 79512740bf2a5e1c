namespace Tripline.Grains.When;

/// <summary>A number derived from a symbol's ticks that a condition looks at; one record a kind of signal, its arguments
/// as properties.</summary>
public abstract record WhenSignal
{
    private protected WhenSignal()
    {
    }

    /// <summary>The signal's canonical text.</summary>
    public abstract string ToCanonicalText();

    /// <inheritdoc/>
    public sealed override string ToString() => ToCanonicalText();
}
