namespace Tripline.Storage.Postgres;

/// <summary>Whether the database takes writes.</summary>
/// <param name="IsHealthy">True when it does.</param>
/// <param name="Reason">What is wrong; null when healthy.</param>
public sealed record PostgresHealth(bool IsHealthy, string? Reason);
