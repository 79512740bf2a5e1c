using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;

namespace Tripline.Silo.Membership;

/// <summary>Gives the grains of some types the directory in PostgreSQL; all others keep Orleans' own.</summary>
internal sealed class ListedGrains(PostgresGrainDirectory directory, ListedGrains.Types types) : IGrainDirectoryResolver
{
    /// <inheritdoc/>
    public bool TryResolveGrainDirectory(
        GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = directory;
        return properties is not null
            && properties.Properties.TryGetValue(WellKnownGrainTypeProperties.FullTypeName, out var name)
            && types.Names.Contains(name);
    }

    /// <summary>The full names of the grain classes.</summary>
    internal sealed record Types(IReadOnlySet<string> Names);
}
