namespace Tripline.Storage.Postgres.Migrations;

/// <summary>The database's schema is not one that this program can use or bring up to date; nothing was
/// changed.</summary>
public sealed class MigrationException : Exception
{
    /// <summary>Says only that the schema does not fit.</summary>
    public MigrationException()
        : this("The database's schema does not fit this program.")
    {
    }

    /// <summary>Says what does not fit.</summary>
    public MigrationException(string message)
        : base(message)
    {
    }

    /// <summary>Says what does not fit, and what the database said.</summary>
    public MigrationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
