namespace Tripline.Silo.Options;

/// <summary>One option of the silo, as help shows it.</summary>
/// <param name="Key">Configuration key, for instance <c>Data:Path</c>: <c>--Data:Path x</c> on the command line,
/// <c>Data__Path=x</c> in the environment, or in <c>appsettings.json</c>.</param>
/// <param name="Default">Its default as text.</param>
/// <param name="Meaning">What it does, in one line.</param>
internal sealed record SiloOption(string Key, string Default, string Meaning);
