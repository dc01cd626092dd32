using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Catalog;

/// <summary>The product's one index: passages with their reports and the state of the raw files. A singleton, opened on first use. Thread-safe.</summary>
public sealed class KnowledgeStore : IChangeFeed, IDisposable
{
    private const string LearnedMarksKey = "marks:learned";

    private readonly Lazy<SearchIndex> _index;
    private readonly FileCatalog _catalog;
    private readonly Lock _lock = new();
    private bool _hasWriter;

    /// <summary>The index of the configuration.</summary>
    public KnowledgeStore(IOptions<IndexFolderOptions> options)
        : this(options?.Value.Folder ?? throw new ArgumentNullException(nameof(options)))
    {
    }

    /// <summary>The index in a folder; nothing is opened yet.</summary>
    public KnowledgeStore(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _index = new(() => SearchIndex.Open(Folder, PassageSchema.Schema));
        _catalog = new FileCatalog(this);
    }

    /// <summary>The index's folder, as a full path.</summary>
    public string Folder { get; }

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

    /// <summary>Opens the index now, so that a damaged or foreign one is reported at the start and not at the first search.</summary>
    /// <exception cref="IndexException">It cannot be opened; the message says why and what to do.</exception>
    public void Open()
    {
        _ = _index.Value;
        _catalog.Load();
    }

    /// <summary>The newest state; to be disposed.</summary>
    public Snapshot Snapshot() => _index.Value.Snapshot();

    /// <inheritdoc/>
    public bool Refresh()
    {
        lock (_lock)
        {
            // Where this process writes, nobody else does; a load would drop what is stored but not yet committed.
            if (_hasWriter || !_index.Value.Refresh())
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
            var writer = _index.Value.OpenWriter();
            _hasWriter = true;
            _catalog.Load();
            return new Writer(this, writer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_index.IsValueCreated)
            _index.Value.Dispose();
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
