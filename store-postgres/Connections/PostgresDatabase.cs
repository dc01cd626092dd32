using System.Net.Sockets;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Migrations;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Connections;

/// <summary>
/// The database of the configuration: connections to whichever of its hosts is the primary, with the schema that this program knows.
/// </summary>
public sealed class PostgresDatabase : IDisposable, IAsyncDisposable
{
    /// <summary>A query that fails for another transaction's sake is tried again so often.</summary>
    private const int Attempts = 5;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlMultiHostDataSource? _hosts;
    private volatile bool _isMigrated;
    private readonly Lock _migrating = new();

    /// <summary>Opens nothing yet.</summary>
    /// <exception cref="StoreSchemaException">The connection string is not understood.</exception>
    public PostgresDatabase(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new StoreSchemaException($"ConnectionStrings:KnowledgeBase is not understood: {e.Message}");
        }

        var defaults = new NpgsqlConnectionStringBuilder();
        settings.ApplicationName ??= "knowledgebase";
        settings.TargetSessionAttributes = null;
        if (settings.Timeout == defaults.Timeout)
            settings.Timeout = 5;

        // A connection whose other end is gone without a word is found out within half a minute.
        if (settings.KeepAlive == 0)
            settings.KeepAlive = 10;
        // PostgreSQL takes a hundred by default, of all processes together.
        if (settings.MaxPoolSize == defaults.MaxPoolSize)
            settings.MaxPoolSize = 16;
        if (settings.HostRecheckSeconds == defaults.HostRecheckSeconds)
            settings.HostRecheckSeconds = 1;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (settings.Host?.Contains(',', StringComparison.Ordinal) is true)
        {
            var hosts = builder.BuildMultiHost();
            _hosts = hosts;
            _source = hosts.WithTargetSession(TargetSessionAttributes.Primary);
        }
        else
        {
            _source = builder.Build();
        }
    }

    /// <summary>Opens a connection, the schema brought up to date before the first one.</summary>
    /// <exception cref="StoreUnavailableException">No primary can be reached.</exception>
    /// <exception cref="StoreSchemaException">The schema is of a newer program, or the database refuses the user.</exception>
    public NpgsqlConnection Open() => Guard(() =>
    {
        Migrate();
        return _source.OpenConnection();
    });

    /// <summary>Runs some work on a connection of its own, again where another transaction was in its way.</summary>
    /// <exception cref="StoreUnavailableException">
    /// No primary can be reached, or it went away meanwhile: what was done may or may not be kept.
    /// </exception>
    public T Run<T>(Func<NpgsqlConnection, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = Open();
                return Guard(() => work(connection));
            }
            catch (PostgresException e) when (IsConflict(e) && attempt < Attempts)
            {
                // Whoever was in the way has finished, or gives way in turn.
                Thread.Sleep(attempt * 5);
            }
        }
    }

    /// <summary>The same for work that gives nothing back.</summary>
    public void Run(Action<NpgsqlConnection> work) => Run(connection =>
    {
        work(connection);
        return true;
    });

    /// <summary>Runs some work in one transaction, again where another transaction was in its way.</summary>
    public T InTransaction<T>(Func<NpgsqlConnection, T> work) => Run(connection =>
    {
        using var transaction = connection.BeginTransaction();
        var result = work(connection);
        transaction.Commit();
        return result;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _hosts?.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        _hosts?.Dispose();
    }

    /// <summary>Turns what a lost or unwilling server throws into one exception.</summary>
    internal static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (IsUnavailable(e))
        {
            throw new StoreUnavailableException($"the database cannot be reached: {e.Message}", e);
        }
        catch (PostgresException e) when (e.SqlState is "28000" or "28P01" or "3D000" or "42501")
        {
            throw new StoreSchemaException($"the database refuses: {e.MessageText} (ConnectionStrings:KnowledgeBase)");
        }
    }

    /// <summary>Whether an exception says that the server is gone, going, starting, full, or a standby.</summary>
    internal static bool IsUnavailable(Exception exception) => exception switch
    {
        PostgresException e => e.SqlState is "25006" or "57P01" or "57P02" or "57P03" or "57P05" || e.SqlState[..2] is "08" or "53" or "58",
        NpgsqlException or SocketException or TimeoutException or EndOfStreamException => true,

        // A connection that was found broken while nobody used it is closed: the next use says so, as of any closed one.
        InvalidOperationException { Source: nameof(Npgsql) } => true,
        _ => false,
    };

    /// <summary>Serialization failure, deadlock, or a row that another transaction inserted or removed meanwhile.</summary>
    private static bool IsConflict(PostgresException e) => e.SqlState is "40001" or "40P01" or "23503" or "23505";

    private void Migrate()
    {
        if (_isMigrated)
            return;
        lock (_migrating)
        {
            if (_isMigrated)
                return;
            using var connection = _source.OpenConnection();
            Migrator.Run(connection);
            _isMigrated = true;
        }
    }
}
