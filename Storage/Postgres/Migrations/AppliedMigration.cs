namespace Tripline.Storage.Postgres.Migrations;

/// <summary>A step that a database says it has made.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Checksum">The checksum of its text when it was made.</param>
public sealed record AppliedMigration(int Version, string Name, string Checksum);
