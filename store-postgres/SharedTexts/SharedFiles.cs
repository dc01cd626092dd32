using System.Text;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Takedowns;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.SharedTexts;

/// <summary>
/// Keys, refusals and the wish to purge are kept in the database; the files of this machine are copies of them, so that every request may
/// look at them and nothing is open or forgotten while the database is gone. Files from before move into a database that has none.
/// </summary>
internal sealed partial class SharedFiles(
    PostgresDatabase database,
    ISharedTexts texts,
    FeedSignals signals,
    IOptions<AccessOptions> access,
    IOptions<IndexFolderOptions> index,
    TimeProvider clock,
    ILogger<SharedFiles> log) : BackgroundService
{
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly (string Name, string Path, bool IsPrivate)[] _files =
    [
        (KeyFile.SharedName, access.Value.KeysFile(index.Value.Folder), true),
        (RefusalList.SharedName, index.Value.RefusalsFile, false),
        (PurgeRequest.SharedName, new PurgeRequest(index.Value.Folder).Path, false),
    ];

    private bool _hasBrought;

    /// <summary>Brings the files of this machine to what the database says now.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            var kept = database.Run(connection => connection.Query(
                "select name, content from texts where name = any($1)",
                reader => (reader.GetString(0), reader.GetString(1)),
                (object)_files.Select(file => file.Name).ToArray())).ToDictionary(StringComparer.Ordinal);
            foreach (var (name, path, isPrivate) in _files)
            {
                var local = File.Exists(path) ? File.ReadAllText(path) : "";
                if (!kept.TryGetValue(name, out var text))
                    text = local.Length > 0 && !_hasBrought ? texts.Change(name, now => now.Length == 0 ? local : now) : "";
                if (text != local && text.Length > 0)
                    DurableFile.Replace(path, Encoding.UTF8.GetBytes(text), isPrivate);
                else if (text != local)
                    File.Delete(path);
            }

            _hasBrought = true;
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anybody is let in; without the database the copies hold.
        Try();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = signals.Changed;
            Try();
            await Task.WhenAny(changed, Task.Delay(Polling, clock, stoppingToken)).ConfigureAwait(false);
        }
    }

    private void Try()
    {
        try
        {
            Refresh();
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreSchemaException)
        {
            // The follower and the worker say so.
            return;
        }
        catch (Exception e) when (e is PostgresException or IOException or UnauthorizedAccessException)
        {
            NotCopied(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Keys and refusals are not brought up to date: {reason}")]
    private partial void NotCopied(string reason);
}
