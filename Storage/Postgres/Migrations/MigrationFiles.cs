using System.Globalization;
using System.Reflection;

namespace Tripline.Storage.Postgres.Migrations;

/// <summary>The steps that this program carries: the files of deploy/migrations.</summary>
public static class MigrationFiles
{
    private const string Folder = "migrations/";

    /// <summary>All of them, rising.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load(typeof(MigrationFiles).Assembly);

    private static Migration[] Load(Assembly assembly)
    {
        var steps = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))
            .ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Version != i + 1)
            {
                throw new MigrationException($"There is no migration {i + 1}; the next one is {steps[i].Version}.");
            }
        }

        return steps;
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        var file = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
        var split = file.IndexOf('_', StringComparison.Ordinal);
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(
            int.Parse(file.AsSpan(0, split), CultureInfo.InvariantCulture), file[(split + 1)..], reader.ReadToEnd());
    }
}
