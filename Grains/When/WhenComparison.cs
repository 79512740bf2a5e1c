namespace Tripline.Grains.When;

/// <summary>Holds at every tick at which the signal compares so with the level.</summary>
/// <param name="Signal">What is compared.</param>
/// <param name="Operator">How.</param>
/// <param name="Level">With what; positive, at most 15 significant digits.</param>
public sealed record WhenComparison(WhenSignal Signal, WhenOperator Operator, decimal Level) : WhenCondition
{
    /// <inheritdoc/>
    public override string ToCanonicalText() =>
        $"{Signal.ToCanonicalText()} {Symbol(Operator)} {DecimalText.Format(Level)}";

    private static string Symbol(WhenOperator comparison) => comparison switch
    {
        WhenOperator.Greater => ">",
        WhenOperator.GreaterOrEqual => ">=",
        WhenOperator.Less => "<",
        _ => "<=",
    };
}
