using System.Xml.Linq;

namespace Tripline.Tests;

/// <summary>Which project may know which: a project stands only on those before it.</summary>
public sealed class LayoutTests
{
    private static readonly string[] Order =
        ["Grains.Abstractions", "Sources", "Storage", "Streams", "Grains", "Api", "Silo"];

    public static TheoryData<string> Projects => [.. Order];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatIsBelowIt(string project)
    {
        var below = Order.TakeWhile(name => name != project);
        var known = References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.Empty(known.Except(below));
    }

    [Theory]
    [InlineData("Grains.Abstractions", true)]
    [InlineData("Sources", false)]
    [InlineData("Storage", false)]
    [InlineData("Streams", true)]
    [InlineData("Grains", true)]
    public void Project_KnowsOrleans_OnlyWhereTicksMeetGrains(string project, bool knows) => Assert.Equal(
        knows,
        References(project, "PackageReference").Any(name => name.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal)));

    private static List<string> References(string project, string kind)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Orleans.sln")))
        {
            root = root.Parent;
        }

        var file = XDocument.Load(Path.Combine(root.FullName, project, project + ".csproj"));
        return [.. file.Descendants(kind).Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))];
    }
}
