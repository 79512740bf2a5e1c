namespace Tripline.Grains.When;

/// <summary>How a comparison compares.</summary>
public enum WhenOperator
{
    /// <summary>Signal above level.</summary>
    Greater = 0,

    /// <summary>Signal at or above level.</summary>
    GreaterOrEqual = 1,

    /// <summary>Signal below level.</summary>
    Less = 2,

    /// <summary>Signal at or below level.</summary>
    LessOrEqual = 3,
}
