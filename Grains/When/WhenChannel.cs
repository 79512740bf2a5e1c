namespace Tripline.Grains.When;

/// <summary>Holds at the tick at which the signal gets into or out of a channel, whose ends belong to it.</summary>
/// <param name="Signal">What moves.</param>
/// <param name="Exits">Out of the channel; otherwise into it.</param>
/// <param name="Low">Lower end; positive, at most 15 significant digits.</param>
/// <param name="High">Upper end, above the lower one; at most 15 significant digits.</param>
public sealed record WhenChannel(WhenSignal Signal, bool Exits, decimal Low, decimal High) : WhenCondition
{
    /// <inheritdoc/>
    public override string ToCanonicalText() =>
        $"{Signal.ToCanonicalText()} {(Exits ? "exits" : "enters")} {DecimalText.Format(Low)}..{DecimalText.Format(High)}";
}
