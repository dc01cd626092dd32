using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Hosting;

/// <summary>
/// What one importer does for all, now and then: has files read again that were read by an older edition or under other marks, and forgets
/// finished tasks.
/// </summary>
internal sealed partial class Upkeep(PostgresDatabase database, IUserEdits user, TimeProvider clock, ILogger<Upkeep> log)
    : BackgroundService
{
    private const long UpkeepLock = 0x6b6e6f776c757065;
    private const int KeptTasks = 1000;
    private const int KeptMarks = 100_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private string? _compared;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                database.Run(Once);
            }
            catch (StoreUnavailableException)
            {
                // The follower and the worker say so.
                continue;
            }
            catch (Exception e) when (e is PostgresException or StoreSchemaException)
            {
                NotDone(e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <summary>Nothing where another process is at it.</summary>
    internal bool Once(NpgsqlConnection connection)
    {
        if (!connection.Scalar<bool>("select pg_try_advisory_lock($1)", UpkeepLock))
            return false;
        try
        {
            connection.Execute(
                """
                delete from tasks where state in ('succeeded', 'failed', 'canceled') and finished_at < now() - interval '1 hour'
                    and id < (select max(id) from tasks) - $1
                """,
                KeptTasks);
            connection.Execute("delete from feed_marks where position < (select head from feed) - $1", KeptMarks);
            ReadStale(connection);
            return true;
        }
        finally
        {
            connection.Execute("select pg_advisory_unlock($1)", UpkeepLock);
        }
    }

    /// <summary>Files whose reading would come out otherwise today, and names that nothing was made of.</summary>
    private void ReadStale(NpgsqlConnection connection)
    {
        foreach (var sourcePath in connection.Query(
            """
            select n.source_path from raw_names n
            where not exists (select from files f where f.source_path = n.source_path and f.entry is not null)
                and not exists (select from tasks t where t.source_path = n.source_path and t.state in ('waiting', 'running'))
            """,
            reader => reader.GetString(0)))
        {
            Enqueue(connection, sourcePath, WorkReason.Changed);
        }

        user.Refresh();
        var now = $"{ReportDocuments.Edition} {user.Marks} {user.Corrections.ToJson()}";
        if (now == _compared)
            return;
        foreach (var (sourcePath, edition, stamp) in connection.Query(
            """
            select source_path, edition, stamp from files f
            where entry is not null and exists (select from raw_names n where n.source_path = f.source_path)
            """,
            reader => (reader.GetString(0), reader.GetInt32(1), reader.GetString(2))))
        {
            if (edition < ReportDocuments.Edition || stamp != user.StampFor(sourcePath))
                Enqueue(connection, sourcePath, WorkReason.Changed);
        }

        _compared = now;
    }

    private static void Enqueue(NpgsqlConnection connection, string sourcePath, WorkReason reason)
    {
        using var transaction = connection.BeginTransaction();
        TaskTable.Enqueue(connection, sourcePath, reason);
        transaction.Commit();
        TaskTable.Announce(connection);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was not tidied: {reason}")]
    private partial void NotDone(string reason);
}
