namespace Tripline.Grains.When;

/// <summary>A word or sign with which an unfinished condition may go on.</summary>
/// <param name="Text">The word or sign.</param>
/// <param name="Column">Where it goes, counted from 1; what stands there already is its beginning.</param>
public sealed record WhenCompletion(string Text, int Column);
