using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Shortens adding statements with positional parameters.</summary>
internal static class BatchExtensions
{
    /// <summary>Adds a statement; its parameters are values of types that the driver knows.</summary>
    public static void Add(this NpgsqlBatch batch, string statement, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>A command with positional parameters.</summary>
    public static NpgsqlCommand Command(
        this NpgsqlConnection connection, string statement, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
