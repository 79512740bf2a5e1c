namespace Tripline.Grains.When;

/// <summary>Holds at the tick at which the signal gets to or over the level from the other side.</summary>
/// <param name="Signal">What crosses.</param>
/// <param name="Direction">In which direction.</param>
/// <param name="Level">Which level; positive, at most 15 significant digits.</param>
public sealed record WhenCrossing(WhenSignal Signal, WhenDirection Direction, decimal Level) : WhenCondition
{
    /// <inheritdoc/>
    public override string ToCanonicalText() =>
        $"{Signal.ToCanonicalText()} crosses{Word(Direction)} {DecimalText.Format(Level)}";

    private static string Word(WhenDirection direction) => direction switch
    {
        WhenDirection.Above => " above",
        WhenDirection.Below => " below",
        _ => "",
    };
}
