namespace Tripline.Tests.Integration.Support;

/// <summary>Finds the built silo.</summary>
public static class SiloProgram
{
    /// <summary>The folder that holds <c>Orleans.sln</c>, above the running program.</summary>
    public static string RepositoryFolder { get; } = FindRepository();

    /// <summary>The silo's assembly in the configuration that the running program was built in.</summary>
    public static string AssemblyPath { get; } = Path.Combine(
        RepositoryFolder, "Silo", "bin", Configuration, "net10.0", "Tripline.Silo.dll");

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal) ? "Debug" : "Release";

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Orleans.sln above {AppContext.BaseDirectory}.");
    }
}
