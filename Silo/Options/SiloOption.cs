namespace Tripline.Silo.Options;

/// <summary>One option of the silo, as help shows it.</summary>
/// <param name="Key">Configuration key, for instance <c>Data:Path</c>: <c>--Data:Path x</c> on the command line,
/// <c>Data__Path=x</c> in the environment, or in <c>appsettings.json</c>. One that ends with <c>:…</c> stands for all
/// that begin so.</param>
/// <param name="Default">Its default as text.</param>
/// <param name="Meaning">What it does, in one line.</param>
internal sealed record SiloOption(string Key, string Default, string Meaning)
{
    /// <summary>Ends the key of an option that stands for all that begin with it.</summary>
    public const string Open = "…";

    /// <summary>Whether that is the option, or one that it stands for.</summary>
    public bool Covers(string key) => Key.EndsWith(Open, StringComparison.Ordinal)
        ? key.Length >= Key.Length && key.StartsWith(Key[..^Open.Length], StringComparison.OrdinalIgnoreCase)
        : string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);
}
