using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Catalog;

/// <summary>The product's one index: passages with their reports and the state of the raw files. A singleton, opened on first use. Thread-safe.</summary>
public sealed class KnowledgeStore : IChangeFeed, IDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private const string LearnedMarksKey = "marks:learned";

    private readonly FileCatalog _catalog;
    private readonly Lock _lock = new();
    private volatile SearchIndex? _index;
    private IndexException? _failure;
    private long _failedAt;
    private bool _hasWriter;
    private volatile string? _damage;

    /// <summary>The index of the configuration.</summary>
    public KnowledgeStore(IOptions<IndexFolderOptions> options)
        : this(options?.Value.Folder ?? throw new ArgumentNullException(nameof(options)))
    {
    }

    /// <summary>The index in a folder; nothing is opened yet.</summary>
    public KnowledgeStore(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _catalog = new FileCatalog(this);
    }

    /// <summary>The index's folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>What is damaged and what to do about it; null where no damage has been met.</summary>
    public string? Damage => _damage;

    /// <summary>Whether the index could be opened.</summary>
    public bool IsOpen => _index is not null;

    /// <summary>The folders that the index was made from.</summary>
    public IndexedFolders Folders => new(Folder);

    /// <summary>The raw files that are known.</summary>
    public IFileCatalog Catalog => _catalog;

    /// <summary>The marks learned from the files themselves, as text; empty where there are none.</summary>
    public string LearnedMarks
    {
        get
        {
            using var snapshot = Snapshot();
            return snapshot.Attachment(LearnedMarksKey) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "";
        }
    }

    /// <summary>How much there is, in one line: the same for everybody who says it.</summary>
    public string Describe()
    {
        using var snapshot = Snapshot();
        var files = Catalog.Files;
        var indexed = files.Count(file => file.Status == FileStatus.Indexed);
        var reports = snapshot.Groups(ReportRecord.KeyPrefix).Count();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{indexed} files, {reports} reports, {snapshot.DocumentCount} passages; {files.Count - indexed} files without a report");
    }

    /// <summary>Opens the index now, so that a damaged or foreign one is reported at the start and not at the first search.</summary>
    /// <exception cref="IndexException">It cannot be opened; the message says why and what to do.</exception>
    public void Open()
    {
        _ = Index();
        _catalog.Load();
    }

    /// <summary>The newest state; to be disposed.</summary>
    public Snapshot Snapshot() => Index().Snapshot();

    /// <inheritdoc/>
    public bool Refresh()
    {
        lock (_lock)
        {
            // Where this process writes, nobody else does; a load would drop what is stored but not yet committed.
            if (_hasWriter || !Index().Refresh())
                return false;
            _catalog.Load();
            return true;
        }
    }

    /// <summary>The one writer of the index.</summary>
    /// <exception cref="IndexLockedException">Another process, or this one, has it already.</exception>
    public IReadingWriter OpenWriter()
    {
        lock (_lock)
        {
            var writer = Index().OpenWriter();
            _hasWriter = true;
            _catalog.Load();
            return new Writer(this, writer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _index?.Dispose();
    }

    /// <summary>Keeps that a page of the index is damaged. True for the first report: damage is stated once.</summary>
    public bool ReportDamage(IndexDamagedException damage)
    {
        ArgumentNullException.ThrowIfNull(damage);
        lock (_lock)
        {
            if (_damage is not null)
                return false;
            _damage = damage.Message;
            return true;
        }
    }

    /// <summary>The open index. One that cannot be opened is tried again after a second, since it may have been rebuilt.</summary>
    private SearchIndex Index()
    {
        if (_index is { } open)
            return open;
        lock (_lock)
        {
            if (_index is not null)
                return _index;
            if (_failure is not null && Stopwatch.GetElapsedTime(_failedAt) < BetweenAttempts)
                ExceptionDispatchInfo.Throw(_failure);
            try
            {
                _index = SearchIndex.Open(Folder, PassageSchema.Schema);
                (_failure, _damage) = (null, null);
                return _index;
            }
            catch (IndexException e)
            {
                (_failure, _failedAt) = (e, Stopwatch.GetTimestamp());
                if (e is IndexDamagedException)
                    _damage ??= e.Message;
                throw;
            }
        }
    }

    private sealed class Writer(KnowledgeStore store, IndexWriter writer) : IReadingWriter
    {
        public void Store(FileEntry file, IReadOnlyList<ReportRecord> reports)
        {
            foreach (var report in reports)
            {
                writer.Put(ReportDocuments.ToGroup(report));
                writer.Put(ReportDocuments.ToSignature(report));
            }

            var before = store._catalog.At(file.SourcePath);
            writer.Put(new DocumentGroup { Key = FileRecord.KeyOf(file.SourcePath), Attachment = FileRecord.ToBytes(file) });
            store._catalog.Put(file);
            Release(before);
        }

        public void Remove(string sourcePath)
        {
            if (store._catalog.At(sourcePath) is not { } before)
                return;
            writer.Delete(FileRecord.KeyOf(sourcePath));
            store._catalog.Remove(sourcePath);
            Release(before);
        }

        public void StoreLearnedMarks(string marks) =>
            writer.Put(new DocumentGroup { Key = LearnedMarksKey, Attachment = Encoding.UTF8.GetBytes(marks) });

        public void Commit() => writer.Commit();

        public void Dispose()
        {
            lock (store._lock)
            {
                store._hasWriter = false;
                store._catalog.Invalidate();
            }

            writer.Dispose();
        }

        /// <summary>Removes the reports that no file holds any more.</summary>
        private void Release(FileEntry? old)
        {
            if (old is null)
                return;
            var kept = old.Hash is { } hash
                ? store._catalog.WithHash(hash).SelectMany(file => file.Reports).ToHashSet(StringComparer.Ordinal)
                : [];
            foreach (var id in old.Reports.Where(id => !kept.Contains(id)))
            {
                writer.Delete(ReportRecord.KeyOf(id));
                writer.Delete(ReportRecord.SignatureKeyOf(id));
            }
        }
    }
}
