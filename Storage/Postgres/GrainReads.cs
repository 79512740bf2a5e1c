using System.Threading.Channels;
using Npgsql;
using Orleans.Runtime;

namespace Tripline.Storage.Postgres;

/// <summary>Reads the grain states that are asked for at the same time with one statement: while one group is on its way,
/// the next one gathers.</summary>
internal sealed class GrainReads : IAsyncDisposable
{
    private const string Read = """
        select w.ordinal, s.version, s.state
        from unnest($1, $2, $3, $4) w(ordinal, grain_key, grain_type, state_name)
        join tripline.grain_state s
            on s.grain_key = w.grain_key and s.grain_type = w.grain_type and s.state_name = w.state_name
        """;

    // Bounds the memory that a group of large states takes.
    private const int MaxGroup = 256;

    // A group's own bound passes first; its error says more.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly PostgresDatabase _database;
    private readonly Channel<GrainRead> _waiting = Channel.CreateUnbounded<GrainRead>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _loop;

    public GrainReads(PostgresDatabase database)
    {
        _database = database;
        _loop = Task.Run(ReadGroupsAsync);
    }

    /// <summary>What is stored of a state; null when nothing is.</summary>
    public async Task<(long Version, byte[] State)?> ReadAsync(string stateName, GrainId grainId)
    {
        var read = new GrainRead(stateName, grainId);
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(read), this);
        try
        {
            return await read.Found.WaitAsync(_database.Options.CallTimeout + Grace, _database.Time);
        }
        catch (TimeoutException error)
        {
            throw new StorageUnavailableException(
                $"PostgreSQL at {_database.Server} did not answer within "
                + $"{_database.Options.CallTimeout.TotalSeconds:0.###} s",
                error);
        }
    }

    /// <summary>Answers what waits and then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task ReadGroupsAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            // Callers that have just been answered get to ask again first, so that they share this group.
            await Task.Yield();
            var group = new List<GrainRead>();
            while (group.Count < MaxGroup && _waiting.Reader.TryRead(out var read))
            {
                group.Add(read);
            }

            try
            {
                var found = await _database.ReadAsync(
                    (connection, token) => ReadAsync(connection, group, token), CancellationToken.None);
                for (var i = 0; i < found.Length; i++)
                {
                    group[i].Find(found[i]);
                }
            }
            catch (Exception error)
            {
                group.ForEach(read => read.Fail(error));
            }
        }
    }

    private static async Task<(long Version, byte[] State)?[]> ReadAsync(
        NpgsqlConnection connection, List<GrainRead> group, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            Read,
            Enumerable.Range(0, group.Count).ToArray(),
            Column(group, read => read.GrainId.Key.ToString()!),
            Column(group, read => read.GrainId.Type.ToString()!),
            Column(group, read => read.StateName));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new (long Version, byte[] State)?[group.Count];
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetInt32(0)] = (reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
        }

        return found;
    }

    private static string[] Column(List<GrainRead> group, Func<GrainRead, string> value)
    {
        var column = new string[group.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(group[i]);
        }

        return column;
    }
}
