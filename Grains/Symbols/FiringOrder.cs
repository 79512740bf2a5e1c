namespace Tripline.Grains.Symbols;

/// <summary>Orders what fires at one tick as its rules were first armed.</summary>
internal sealed class FiringOrder : IComparer<Firing>
{
    public static FiringOrder Instance { get; } = new();

    public int Compare(Firing x, Firing y) => x.RuleOrder.CompareTo(y.RuleOrder);
}
