using Npgsql;
using NpgsqlTypes;

namespace KnowledgeBase.Store.Postgres.Statements;

/// <summary>Statements with positional parameters, in one line each.</summary>
internal static class Sql
{
    /// <summary>A statement; $1 is the first parameter.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string text, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(Parameter(parameter));
        return command;
    }

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public static int Execute(this NpgsqlConnection connection, string text, params ReadOnlySpan<object?> parameters)
    {
        using var command = connection.Command(text, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; the default where there is none.</summary>
    public static T? Scalar<T>(this NpgsqlConnection connection, string text, params ReadOnlySpan<object?> parameters)
    {
        using var command = connection.Command(text, parameters);
        return command.ExecuteScalar() is T value ? value : default;
    }

    /// <summary>All rows.</summary>
    public static List<T> Query<T>(
        this NpgsqlConnection connection, string text, Func<NpgsqlDataReader, T> read, params ReadOnlySpan<object?> parameters)
    {
        using var command = connection.Command(text, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Adds a statement to a batch.</summary>
    public static void Add(this NpgsqlBatch batch, string text, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
            command.Parameters.Add(Parameter(parameter));
        batch.BatchCommands.Add(command);
    }

    /// <summary>A column that may be null.</summary>
    public static T? OrNull<T>(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? default : reader.GetFieldValue<T>(column);

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        DateTimeOffset time => new NpgsqlParameter { Value = time.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz },
        NpgsqlParameter made => made,
        _ => new NpgsqlParameter { Value = value },
    };
}
