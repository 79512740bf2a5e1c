namespace Tripline.Grains.Symbols;

/// <summary>A condition as numbers. A level that the signal may only get above is held as the next double, so that
/// every test is "at or above" or "below".</summary>
/// <param name="Kind">What the numbers mean.</param>
/// <param name="HasRearm">Firing disarms a crossing rule.</param>
/// <param name="Level">First number of <paramref name="Kind"/>.</param>
/// <param name="Second">Second number of <paramref name="Kind"/>; 0 where it has none.</param>
/// <param name="Third">Third number of <paramref name="Kind"/>; 0 where it has none.</param>
public readonly record struct CompiledRule(RuleKind Kind, bool HasRearm, double Level, double Second, double Third);
