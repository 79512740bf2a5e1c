using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Stores grain states, journal entries and the index of alerts in one transaction: what a change of an alert
/// writes waits for the disk once.</summary>
internal sealed class StateWrites : IWriteKind<PendingWrite>
{
    private readonly GrainWrites _grains = new();
    private readonly ArmingWrites _armings = new();
    private readonly AlertWrites _alerts = new();

    public Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    // The index last: silos wait for each other at a user's count of alerts, from its statement to the commit.
    public void AddStatements(NpgsqlBatch batch, IReadOnlyList<PendingWrite> writes)
    {
        Add(_grains, batch, writes);
        Add(_armings, batch, writes);
        Add(_alerts, batch, writes);
    }

    public async Task ExamineAsync(
        NpgsqlConnection connection,
        IReadOnlyList<PendingWrite> writes,
        bool isUncertain,
        CancellationToken cancellationToken)
    {
        await ExamineAsync(_grains, connection, writes, isUncertain, cancellationToken);
        await ExamineAsync(_armings, connection, writes, isUncertain, cancellationToken);
        await ExamineAsync(_alerts, connection, writes, isUncertain, cancellationToken);
    }

    private static void Add<TWrite>(IWriteKind<TWrite> kind, NpgsqlBatch batch, IReadOnlyList<PendingWrite> writes)
        where TWrite : PendingWrite
    {
        var own = writes.OfType<TWrite>().ToArray();
        if (own.Length > 0)
        {
            kind.AddStatements(batch, own);
        }
    }

    private static async Task ExamineAsync<TWrite>(
        IWriteKind<TWrite> kind,
        NpgsqlConnection connection,
        IReadOnlyList<PendingWrite> writes,
        bool isUncertain,
        CancellationToken cancellationToken)
        where TWrite : PendingWrite
    {
        var own = writes.OfType<TWrite>().ToArray();
        if (own.Length > 0)
        {
            await kind.ExamineAsync(connection, own, isUncertain, cancellationToken);
        }
    }
}
