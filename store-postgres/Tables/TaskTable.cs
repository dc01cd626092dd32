using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Tables;

/// <summary>Adding tasks, inside a transaction of the caller.</summary>
internal static class TaskTable
{
    /// <summary>
    /// Adds a task, or joins one that waits already. Its position is the one behind the head, whether or not anything comes to stand there:
    /// whoever waits for it waits for this task and for all that were added before.
    /// </summary>
    /// <remarks>
    /// The head is read without the feed's lock, so that nobody who hands in waits for another. It never goes back, so that who hands in
    /// later has no lower position; and what the task comes to is stored in the transaction that ends it, behind whatever the head is then.
    /// So at any moment at which the task has ended, all of it stands at or before the head of that moment, which is what a node waits for.
    /// </remarks>
    public static WorkTicket Enqueue(NpgsqlConnection connection, string sourcePath, WorkReason reason)
    {
        var position = connection.Scalar<long>("select head + 1 from feed");
        var uid = connection.Scalar<long>(
            """
            insert into tasks (source_path, hash, reason, position, edition)
            values ($1, (select hash from raw_names where source_path = $1), $2, $3, $4)
            on conflict (source_path) where state = 'waiting' do update set
                hash = excluded.hash,
                reason = case when 'Forced' in (tasks.reason, excluded.reason) then 'Forced'
                    when 'Requested' in (tasks.reason, excluded.reason) then 'Requested' else excluded.reason end,
                position = least(tasks.position, excluded.position),
                edition = greatest(tasks.edition, excluded.edition),
                not_before = least(tasks.not_before, excluded.not_before)
            returning id
            """,
            sourcePath,
            reason.ToString(),
            position,
            ReportDocuments.Edition);
        return new WorkTicket(uid, position);
    }

    /// <summary>
    /// Wakes importers, after the commit: within a transaction a notification is held by a lock that all who notify share until the disk
    /// and the standby have confirmed. It is a hint; where it is lost, importers ask by themselves.
    /// </summary>
    public static void Announce(NpgsqlConnection connection) => connection.Execute($"notify {Channels.Work}");
}
