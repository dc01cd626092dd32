using KnowledgeBase.Store.Postgres.Statements;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Tables;

/// <summary>Small texts by name: learned marks, users' marks and corrections.</summary>
internal static class TextTable
{
    public const string LearnedMarks = "marks:learned";
    public const string Corrections = "corrections";
    public const string FolderCorrections = "corrections:";
    public const string FolderMarks = "marks:folder:";

    /// <summary>Marks that came through the API: those of no folder.</summary>
    public const string Marks = FolderMarks;

    /// <summary>Stands behind all that was taken down before it: whoever comes to it leaves nothing of that on disk.</summary>
    public const string Purged = "purged";

    /// <summary>Puts a text at a position of the feed that the caller has advanced to.</summary>
    public static int Put(NpgsqlConnection connection, string name, string content, long position) => connection.Execute(
        """
        insert into texts (name, position, content) values ($1, $2, $3)
        on conflict (name) do update set position = excluded.position, content = excluded.content
        """,
        name,
        position,
        content);
}
