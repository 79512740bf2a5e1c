using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>How writes of one kind are stored together, in one transaction.</summary>
internal interface IWriteKind<in TWrite>
    where TWrite : PendingWrite
{
    /// <summary>Makes what the statements need and a transaction of its own should make.</summary>
    Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken);

    /// <summary>Adds the statements that store them. They return, in a bigint column, the ordinals of those that are
    /// <see cref="PendingWrite.IsConfirmed"/>, and may store only some of these. They store all others, or raise
    /// <see cref="PostgresFault.RefusedWrites"/> with the ordinals of those that cannot be stored.</summary>
    void AddStatements(NpgsqlBatch batch, IReadOnlyList<TWrite> writes);

    /// <summary>Looks whether the database holds what each write stores.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="writes">The writes; <see cref="PendingWrite.IsStored"/> of each is set.</param>
    /// <param name="isUncertain">Whether the answer of an earlier attempt was lost, so that a write that changes
    /// nothing now may have been done before.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task ExamineAsync(
        NpgsqlConnection connection,
        IReadOnlyList<TWrite> writes,
        bool isUncertain,
        CancellationToken cancellationToken);
}
