namespace Tripline.Storage.Postgres.Migrations;

/// <summary>Decides which steps a database still needs.</summary>
public static class MigrationPlan
{
    /// <summary>The steps that are still to be made, rising.</summary>
    /// <param name="known">The program's steps, rising.</param>
    /// <param name="applied">What the database says it has made.</param>
    /// <exception cref="MigrationException">The database is newer than the program, or was made with another text of
    /// one of its steps.</exception>
    public static IReadOnlyList<Migration> Of(
        IReadOnlyList<Migration> known, IReadOnlyList<AppliedMigration> applied)
    {
        var newest = applied.Select(a => a.Version).DefaultIfEmpty(0).Max();
        if (newest > known.Count)
        {
            throw new MigrationException(
                $"The database's schema has version {newest}, this program knows versions up to {known.Count}: "
                + "start a newer program, or give this one a database of its own.");
        }

        foreach (var step in applied)
        {
            var own = known[step.Version - 1];
            if (own.Checksum != step.Checksum)
            {
                throw new MigrationException(
                    $"Migration {step.Version} ({step.Name}) was applied with another text than this program's "
                    + $"{own.Name}: an applied migration must not be changed.");
            }
        }

        var made = applied.Select(a => a.Version).ToHashSet();
        return known.Where(step => !made.Contains(step.Version)).ToArray();
    }
}
