namespace Tripline.Grains.When;

/// <summary>Why a text is no condition.</summary>
/// <param name="Column">Where, counted from 1; one past the end where the text stops too early.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What could stand there instead.</param>
public sealed record WhenError(int Column, string Found, IReadOnlyList<string> Expected)
{
    /// <summary>The error as one sentence.</summary>
    public string Message => $"At column {Column}: found {Found}, expected {Join()}.";

    private string Join() => Expected.Count switch
    {
        1 => Expected[0],
        _ => $"{string.Join(", ", Expected.Take(Expected.Count - 1))} or {Expected[^1]}",
    };
}
