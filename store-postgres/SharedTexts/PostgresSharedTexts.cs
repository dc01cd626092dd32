using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;

namespace KnowledgeBase.Store.Postgres.SharedTexts;

/// <summary>The texts that all processes have in common, in the database.</summary>
internal sealed class PostgresSharedTexts(PostgresDatabase database) : ISharedTexts
{
    public string Change(string name, Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return database.InTransaction(connection =>
        {
            // The feed first: two who change at once take turns.
            var position = connection.Scalar<long>("select advance_feed(1)");
            var next = change(connection.Scalar<string>("select content from texts where name = $1", name) ?? "");
            TextTable.Put(connection, name, next, position);
            return next;
        });
    }
}
