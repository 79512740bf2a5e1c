namespace Tripline.Grains.When;

internal enum WhenTokenKind
{
    End,
    Word,
    Number,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Range,
    Unknown,
}
