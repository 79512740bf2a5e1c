using System.Xml.Linq;

namespace Tripline.Tests.Runtime;

/// <summary>Dependencies point down: a project references only projects below it.</summary>
public sealed class ProjectReferenceTests
{
    // From the top down, as the design lists them.
    private static readonly string[] Layers =
    [
        "Silo", "Api", "Notifications", "Grains", "Grains.Abstractions", "Runtime", "Streams", "Storage", "Sources",
    ];

    [Fact]
    public void Project_ReferencesOnlyProjectsBelowIt()
    {
        var present = Layers.Where(layer => File.Exists(PathOf(layer))).ToArray();
        Assert.Contains("Silo", present);
        var upwards =
            from layer in present
            from reference in References(layer)
            where Array.IndexOf(Layers, reference) <= Array.IndexOf(Layers, layer)
            select $"{layer} -> {reference}";
        Assert.Empty(upwards);
    }

    [Fact]
    public void Project_AtTheTopOfTheFolder_HasItsPlaceInTheLayers()
    {
        var others = Directory.EnumerateFiles(Solution.Root, "*.csproj", new EnumerationOptions
        {
            RecurseSubdirectories = true, MaxRecursionDepth = 1,
        }).Select(path => Path.GetFileNameWithoutExtension(path)!).Except(Layers).Except(["bench"]);
        Assert.Empty(others);
    }

    private static string PathOf(string project) => Path.Combine(Solution.Root, project, $"{project}.csproj");

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(PathOf(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
