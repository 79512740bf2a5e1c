namespace Tripline.Grains.When;

/// <summary>The signal <c>price</c>: the price of the symbol's last tick.</summary>
public sealed record WhenPrice : WhenSignal
{
    /// <summary>The signal's name in the grammar.</summary>
    public const string Name = "price";

    /// <summary>The one instance that is needed.</summary>
    public static WhenPrice Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToCanonicalText() => Name;
}
