using System.Runtime.CompilerServices;

namespace Tripline.Grains.Symbols;

/// <summary>The boundaries at which a rule has to be looked at, at most four. They are the same in every phase of a
/// watched rule, so that firing and re-arming leave the index alone.</summary>
internal ref struct RuleBoundaries
{
    private const int Most = 4;
    private Keys _keys;
    private Directions _directions;

    [InlineArray(Most)]
    private struct Keys
    {
        private double _first;
    }

    [InlineArray(Most)]
    private struct Directions
    {
        private int _first;
    }

    public int Count { get; private set; }

    public readonly double Key(int number) => _keys[number];

    public readonly int Direction(int number) => _directions[number];

    public static RuleBoundaries Of(in RuleSlot slot)
    {
        const int up = ThresholdIndex.Up;
        const int down = ThresholdIndex.Down;
        var disarms = (slot.Flags & RuleFlags.Disarms) != RuleFlags.None;
        var boundaries = default(RuleBoundaries);
        switch (slot.Kind)
        {
            case RuleKind.Above or RuleKind.CrossUp:
                boundaries.AddPair(slot.Level, up, disarms, slot.Second, down);
                break;
            case RuleKind.Below or RuleKind.CrossDown:
                boundaries.AddPair(slot.Level, down, disarms, slot.Second, up);
                break;
            case RuleKind.CrossEither:
                boundaries.AddPair(slot.Level, up, true, Math.BitIncrement(slot.Level), down);
                if (disarms)
                {
                    boundaries.AddPair(slot.Second, down, true, slot.Third, up);
                }

                break;
            case RuleKind.Enter:
                boundaries.AddPair(slot.Level, up, true, slot.Second, down);
                break;
            default:
                boundaries.AddPair(slot.Level, down, true, slot.Second, up);
                break;
        }

        return boundaries;
    }

    private void AddPair(double first, int firstDirection, bool hasOther, double other, int otherDirection)
    {
        if (hasOther && first == other)
        {
            Add(first, firstDirection | otherDirection);
            return;
        }

        Add(first, firstDirection);
        if (hasOther)
        {
            Add(other, otherDirection);
        }
    }

    private void Add(double key, int directions)
    {
        _keys[Count] = key;
        _directions[Count++] = directions;
    }
}
