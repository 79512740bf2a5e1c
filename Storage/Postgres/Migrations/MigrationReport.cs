namespace Tripline.Storage.Postgres.Migrations;

/// <summary>What migrating did.</summary>
/// <param name="Version">The schema's version now.</param>
/// <param name="Applied">The steps that were made, rising; empty when the schema was up to date.</param>
public sealed record MigrationReport(int Version, IReadOnlyList<Migration> Applied);
