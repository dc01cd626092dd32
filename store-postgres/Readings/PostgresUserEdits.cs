using System.Text.Json;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Postgres.Readings;

/// <summary>
/// Corrections and marks as all importers have them in common. What lies beside the folder of an importer is brought there by it; what
/// somebody corrects through the API is kept there alone, and wins.
/// </summary>
internal sealed partial class PostgresUserEdits(
    PostgresDatabase database, UserFiles local, IOptions<CorpusOptions> options, ILogger<PostgresUserEdits> log) : IUserEdits
{
    private readonly Lock _lock = new();
    private volatile bool _bringsLocal;

    public CorrectionFile Corrections { get; private set; } = CorrectionFile.Empty;

    public string Marks { get; private set; } = "";

    public string StampFor(string sourcePath) => ReadingStamp.Of(Marks, Corrections, sourcePath);

    /// <summary>From now on the files beside this process's folder are brought to the database whenever they have changed.</summary>
    public void BringLocal() => _bringsLocal = true;

    public void Refresh()
    {
        lock (_lock)
        {
            if (_bringsLocal)
            {
                local.Refresh();
                Bring(TextTable.FolderMarks, local.Marks);
                Bring(TextTable.FolderCorrections, local.Corrections.ToJson());
            }

            Read(database.Run(connection => connection.Query(
                "select name, content from texts where name <> $1 order by name collate \"C\"",
                reader => (reader.GetString(0), reader.GetString(1)),
                TextTable.LearnedMarks)));
        }
    }

    public void Correct(IEnumerable<string> sourcePaths, int ordinal, Func<Correction, Correction> change)
    {
        ArgumentNullException.ThrowIfNull(sourcePaths);
        database.InTransaction(connection =>
        {
            // The feed first: two who correct at once take turns.
            var position = connection.Scalar<long>("select advance_feed(1)");
            var text = connection.Scalar<string>("select content from texts where name = $1", TextTable.Corrections);
            var current = text is null ? CorrectionFile.Empty : CorrectionFile.Parse(text);
            var next = sourcePaths.Aggregate(current, (file, sourcePath) => file.With(sourcePath, ordinal, change));
            return TextTable.Put(connection, TextTable.Corrections, next.ToJson(), position);
        });
        Refresh();
    }

    public void Forget(IReadOnlyCollection<string> sourcePaths)
    {
        ArgumentNullException.ThrowIfNull(sourcePaths);
        database.InTransaction(connection =>
        {
            if (connection.Scalar<string>("select content from texts where name = $1", TextTable.Corrections) is null)
                return 0;
            var position = connection.Scalar<long>("select advance_feed(1)");
            var current = CorrectionFile.Parse(connection.Scalar<string>("select content from texts where name = $1", TextTable.Corrections)!);
            var next = sourcePaths.Aggregate(current, (file, sourcePath) => file.Without(sourcePath));
            return TextTable.Put(connection, TextTable.Corrections, next.ToJson(), position);
        });
        Refresh();
    }

    public void ChangeMarks(Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        database.InTransaction(connection =>
        {
            var position = connection.Scalar<long>("select advance_feed(1)");
            var text = connection.Scalar<string>("select content from texts where name = $1", TextTable.Marks);
            return TextTable.Put(connection, TextTable.Marks, change(text ?? ""), position);
        });
        Refresh();
    }

    private void Bring(string kind, string content)
    {
        var name = kind + options.Value.Name;
        database.InTransaction(connection =>
        {
            var known = connection.Scalar<string>("select content from texts where name = $1", name);
            if (known == content || (known is null && content is "" or "{}"))
                return 0;
            return TextTable.Put(connection, name, content, connection.Scalar<long>("select advance_feed(1)"));
        });
    }

    private void Read(IReadOnlyList<(string Name, string Content)> texts)
    {
        Marks = string.Join('\n', texts
            .Where(text => text.Name.StartsWith(TextTable.FolderMarks, StringComparison.Ordinal) && text.Content.Length > 0)
            .Select(text => text.Content.TrimEnd('\n')));
        var corrections = CorrectionFile.Empty;
        foreach (var (name, content) in texts.Where(text => text.Name.StartsWith(TextTable.Corrections, StringComparison.Ordinal))
            .OrderByDescending(text => text.Name.Length))
        {
            try
            {
                corrections = corrections.With(CorrectionFile.Parse(content));
            }
            catch (JsonException e)
            {
                NotUnderstood(name, e.Message);
            }
        }

        Corrections = corrections;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{name} in the database is not understood and is left aside: {reason}")]
    private partial void NotUnderstood(string name, string reason);
}
