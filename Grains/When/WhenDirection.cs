namespace Tripline.Grains.When;

/// <summary>The direction of a crossing.</summary>
public enum WhenDirection
{
    /// <summary>Upwards or downwards.</summary>
    Either = 0,

    /// <summary>Upwards: previous below the level, current at or above it.</summary>
    Above = 1,

    /// <summary>Downwards: previous above the level, current at or below it.</summary>
    Below = 2,
}
