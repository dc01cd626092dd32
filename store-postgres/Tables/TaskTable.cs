using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Tables;

/// <summary>Adding tasks, inside a transaction of the caller.</summary>
internal static class TaskTable
{
    /// <summary>
    /// Adds a task, or joins one that waits already. The feed is advanced, so that whoever waits for this position waits for the task.
    /// </summary>
    public static WorkTicket Enqueue(NpgsqlConnection connection, string sourcePath, WorkReason reason)
    {
        // First, in the same order as everybody who stores: two transactions never wait for each other.
        var position = connection.Scalar<long>("select advance_feed(1)");
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
        connection.Execute($"notify {Channels.Work}");
        return new WorkTicket(uid, position);
    }
}
