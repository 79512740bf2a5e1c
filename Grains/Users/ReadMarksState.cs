namespace Tripline.Grains.Users;

/// <summary>What <see cref="ReadMarksGrain"/> stores.</summary>
[GenerateSerializer, Alias("tripline.read-marks-state")]
public sealed class ReadMarksState
{
    /// <summary>The numbers that were read.</summary>
    [Id(0)]
    public NumberRange[] Ranges { get; set; } = [];
}
