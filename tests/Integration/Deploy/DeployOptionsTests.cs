using Tripline.Silo.Options;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Deploy;

/// <summary>No container engine runs these files here; a silo option that they get wrong would go unnoticed, for nobody
/// refuses an unknown variable of the environment.</summary>
public sealed class DeployOptionsTests
{
    private const string Variables = "ENV ";

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("Containerfile")]
    public async Task DeployFile_SiloOptionsInIt_AreOptionsThatTheSiloHas(string file)
    {
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(SiloProgram.RepositoryFolder, "deploy", file), TestContext.Current.CancellationToken);

        var used = lines.SelectMany(Words)
            .Where(IsSiloOption)
            .Select(word => word.Replace("__", ":", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(used);
        Assert.DoesNotContain(used, name => !SiloOptionTable.All.Any(option => option.Covers(name)));
    }

    private static IEnumerable<string> Words(string line) => line.StartsWith(Variables, StringComparison.Ordinal)
        ? line[Variables.Length..].Split(' ').Select(variable => variable.Split('=')[0])
        : [line.Trim().Split(':')[0]];

    // Compose's own words are small, other programs' variables capitals.
    private static bool IsSiloOption(string word) =>
        word.Length > 1 && char.IsAsciiLetterUpper(word[0]) && char.IsAsciiLetterLower(word[1]) && !word.Contains(' ');
}
