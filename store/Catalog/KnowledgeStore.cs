using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Catalog;

/// <summary>
/// The product's one index: passages with their reports and the state of the raw files. A singleton, opened on first use. Thread-safe.
/// </summary>
public sealed partial class KnowledgeStore : IReadingStore, IChangeFeed, IDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private const string LearnedMarksKey = "marks:learned";
    private const string PositionKey = "feed:position";
    private const int MostCarriers = 100_000;

    private readonly FileCatalog _catalog;
    private readonly Lock _lock = new();
    private volatile SearchIndex? _index;
    private IndexException? _failure;
    private long _failedAt;
    private bool _hasWriter;
    private volatile bool _keepsSignatures;
    private readonly ConcurrentQueue<ReportSignature> _freshSignatures = new();
    private readonly ILogger _log = NullLogger.Instance;
    private volatile IndexDamagedException? _damage;

    /// <summary>The index of the configuration.</summary>
    public KnowledgeStore(IOptions<IndexFolderOptions> options, ILogger<KnowledgeStore> log)
        : this(options?.Value.Folder ?? throw new ArgumentNullException(nameof(options)))
    {
        _log = log;
    }

    /// <summary>The index in a folder; nothing is opened yet.</summary>
    public KnowledgeStore(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _catalog = new FileCatalog(this);
    }

    /// <summary>The index's folder, as a full path.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public string? Damage => _damage is { } damage
        ? $"{damage.Message} What can be read is still served, nothing new is indexed. The command is: indexer rebuild; then start again"
        : null;

    /// <inheritdoc/>
    public bool IsOpen => _index is not null;

    /// <summary>The folders that the index was made from.</summary>
    public IndexedFolders Folders => new(Folder);

    /// <inheritdoc/>
    public IFileCatalog Catalog => _catalog;

    /// <inheritdoc/>
    public string LearnedMarks
    {
        get
        {
            using var snapshot = Snapshot();
            return snapshot.Attachment(LearnedMarksKey) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "";
        }
    }

    /// <inheritdoc/>
    public string Describe()
    {
        using var snapshot = Snapshot();
        return Describe(Catalog.Files, snapshot.Groups(ReportRecord.KeyPrefix).Count(), snapshot.DocumentCount);
    }

    /// <summary>How much there is, in one line: the same for every store.</summary>
    public static string Describe(IReadOnlyCollection<FileEntry> files, int reports, long passages)
    {
        ArgumentNullException.ThrowIfNull(files);
        var indexed = files.Count(file => file.Status == FileStatus.Indexed);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{indexed} files, {reports} reports, {passages} passages; {files.Count - indexed} files without a report");
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

    /// <inheritdoc/>
    public IReadingWriter OpenWriter()
    {
        lock (_lock)
        {
            var writer = Index().OpenWriter();
            _hasWriter = true;
            _catalog.Load();
            var opened = new Writer(this, writer);
            if (_damage is null)
                return opened;

            // Files whose records cannot be read would be taken for new ones.
            opened.Dispose();
            ThrowIfDamaged();
            return opened;
        }
    }

    /// <summary>The one writer of an index that follows a server.</summary>
    /// <exception cref="IndexLockedException">Another process, or this one, has it already.</exception>
    /// <exception cref="OtherCorpusException">The index was made from a folder.</exception>
    public IReplicaWriter OpenReplicaWriter()
    {
        lock (_lock)
        {
            var writer = Index().OpenWriter();
            try
            {
                _catalog.Load();
                if (Position is null && (_catalog.Files.Count > 0 || Folders.Read() is not null))
                    throw OtherCorpusException.FolderInsteadOfServer(Folder);
                _hasWriter = true;
                return new ReplicaWriter(this, writer);
            }
            catch
            {
                writer.Dispose();
                throw;
            }
        }
    }

    /// <summary>How far this index has come in following a server; null where it follows none.</summary>
    public FeedPosition? Position
    {
        get
        {
            using var snapshot = Snapshot();
            return PositionOf(snapshot);
        }
    }

    /// <inheritdoc/>
    public void RequireCorpus(string corpus)
    {
        if (Folders.Read() is null && SearchIndexExists() && Position is not null)
            throw OtherCorpusException.ServerInsteadOfFolder(Folder);
        Folders.Require(corpus);
    }

    /// <inheritdoc/>
    public void RecordFolders(string corpus, string uploads) => Folders.Write(corpus, uploads);

    /// <inheritdoc/>
    public IReadOnlyList<string> FilesContaining(IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var snapshot = Snapshot();
        return [.. texts
            .SelectMany(text => snapshot.Search(
                new SearchRequest { Query = new Query.Text(text, TextMatch.Phrase), Collapse = true, Limit = MostCarriers }).Hits)
            .Select(hit => ReportRecord.FromBytes(snapshot.Attachment(snapshot.GroupOf(hit.Document))!.Value.Span).FileHash)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(Catalog.WithHash)
            .Select(file => file.SourcePath)];
    }

    /// <inheritdoc/>
    public (long Position, IReadOnlyList<ReportSignature> Signatures) Signatures(long after)
    {
        // Only this process's writer stores. What it stores while the index is read is in both, which does no harm.
        if (after > 0)
            return (after, Drain());
        _keepsSignatures = true;
        using var snapshot = Snapshot();
        var stored = snapshot.Groups(ReportRecord.SignaturePrefix).Select(key => new ReportSignature(
            key[ReportRecord.SignaturePrefix.Length..], snapshot.Attachment(key)!.Value.ToArray())).ToList();
        stored.AddRange(Drain());
        return (1, stored);

        List<ReportSignature> Drain()
        {
            var fresh = new List<ReportSignature>();
            while (_freshSignatures.TryDequeue(out var signature))
                fresh.Add(signature);
            return fresh;
        }
    }

    /// <inheritdoc/>
    public ReportRecord? Report(string id)
    {
        using var snapshot = Snapshot();
        return snapshot.Attachment(ReportRecord.KeyOf(id)) is { } bytes ? ReportRecord.FromBytes(bytes.Span) : null;
    }

    /// <inheritdoc/>
    public IDisposable? TryBeginLearning() => new NoTurn();

    /// <inheritdoc/>
    public void Dispose()
    {
        _index?.Dispose();
    }

    /// <inheritdoc/>
    public void ThrowIfDamaged()
    {
        if (_damage is { } damage)
            throw new IndexDamagedException(damage.File, damage.Offset, damage.Expected);
    }

    /// <summary>Keeps that the index is damaged. The log has the first damage alone; every further read finds the same.</summary>
    private void KeepDamage(IndexDamagedException damage)
    {
        if (Interlocked.CompareExchange(ref _damage, damage, null) is null)
            Damaged(_log, Damage!);
    }

    private static FeedPosition? PositionOf(Snapshot snapshot) =>
        snapshot.Attachment(PositionKey) is { } bytes ? FeedPosition.Parse(Encoding.UTF8.GetString(bytes.Span)) : null;

    private bool SearchIndexExists() => Directory.Exists(Folder) && Directory.EnumerateFileSystemEntries(Folder).Any();

    private void OnFault(IndexException fault)
    {
        if (fault is IndexDamagedException damage)
            KeepDamage(damage);
        else
            Failing(_log, fault.Message);
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
                var index = SearchIndex.Open(
                    Folder, PassageSchema.Schema, new IndexOptions { ServeDamaged = true, FaultReported = OnFault });
                (_failure, _damage) = (null, index.Faults.Damage);
                return _index = index;
            }
            catch (IndexException e)
            {
                (_failure, _failedAt) = (e, Stopwatch.GetTimestamp());
                if (e is IndexDamagedException damage)
                    KeepDamage(damage);
                throw;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{message}")]
    private static partial void Damaged(ILogger log, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{message}")]
    private static partial void Failing(ILogger log, string message);

    private sealed class Writer(KnowledgeStore store, IndexWriter writer) : IReadingWriter
    {
        public void Store(FileEntry file, IReadOnlyList<ReportRecord> reports, long task = 0)
        {
            foreach (var report in reports)
            {
                writer.Put(ReportDocuments.ToGroup(report));
                var signature = ReportDocuments.ToSignature(report);
                writer.Put(signature);
                if (store._keepsSignatures)
                    store._freshSignatures.Enqueue(new(report.Id, signature.Attachment.ToArray()));
            }

            var before = store._catalog.At(file.SourcePath);
            writer.Put(new DocumentGroup { Key = FileEntry.KeyOf(file.SourcePath), Attachment = file.ToBytes() });
            store._catalog.Put(file);
            Release(before);
        }

        public void Remove(string sourcePath, long task = 0)
        {
            if (store._catalog.At(sourcePath) is not { } before)
                return;
            writer.Delete(FileEntry.KeyOf(sourcePath));
            store._catalog.Remove(sourcePath);
            Release(before);
        }

        public void StoreLearnedMarks(string marks) =>
            writer.Put(new DocumentGroup { Key = LearnedMarksKey, Attachment = Encoding.UTF8.GetBytes(marks) });

        public void Commit() => writer.Commit();

        public void Purge() => writer.Optimize();

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

    /// <summary>Nobody else learns where there is one worker.</summary>
    private sealed class NoTurn : IDisposable
    {
        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private sealed class ReplicaWriter(KnowledgeStore store, IndexWriter writer) : IReplicaWriter
    {
        /// <summary>The report ids of each reading that was put since the last commit, by hash.</summary>
        private readonly Dictionary<string, IReadOnlyList<string>> _put = new(StringComparer.Ordinal);
        private bool _isCleared;

        public FeedPosition? Position { get; private set; } = store.Position;

        public void PutReading(ReplicaReading reading)
        {
            foreach (var group in reading.Groups)
                writer.Put(group);
            foreach (var id in ReportsOf(reading.Hash).Except(reading.Reports, StringComparer.Ordinal))
            {
                writer.Delete(ReportRecord.KeyOf(id));
                writer.Delete(ReportRecord.SignatureKeyOf(id));
            }

            _put[reading.Hash] = reading.Reports;
        }

        public void PutFile(FileEntry file)
        {
            writer.Put(new DocumentGroup { Key = FileEntry.KeyOf(file.SourcePath), Attachment = file.ToBytes() });
            store._catalog.Put(file);
        }

        public void RemoveFile(string sourcePath)
        {
            writer.Delete(FileEntry.KeyOf(sourcePath));
            store._catalog.Remove(sourcePath);
        }

        public void PutLearnedMarks(string marks) =>
            writer.Put(new DocumentGroup { Key = LearnedMarksKey, Attachment = Encoding.UTF8.GetBytes(marks) });

        public void Clear()
        {
            using var snapshot = store.Snapshot();
            foreach (var key in snapshot.Groups())
                writer.Delete(key);
            foreach (var file in store._catalog.Files)
                store._catalog.Remove(file.SourcePath);
            foreach (var id in _put.Values.SelectMany(ids => ids))
            {
                writer.Delete(ReportRecord.KeyOf(id));
                writer.Delete(ReportRecord.SignatureKeyOf(id));
            }

            _put.Clear();
            _isCleared = true;
        }

        public void Commit(FeedPosition position)
        {
            writer.Put(new DocumentGroup { Key = PositionKey, Attachment = Encoding.UTF8.GetBytes(position.ToText()) });
            writer.Commit();
            _put.Clear();
            _isCleared = false;
            Position = position;
        }

        public void Purge() => writer.Optimize();

        public void Dispose()
        {
            lock (store._lock)
            {
                store._hasWriter = false;
                store._catalog.Invalidate();
            }

            writer.Dispose();
        }

        /// <summary>The reports of a reading as they are in the index now, uncommitted ones included.</summary>
        private IReadOnlyList<string> ReportsOf(string hash)
        {
            if (_put.TryGetValue(hash, out var ids))
                return ids;
            if (_isCleared)
                return [];
            using var snapshot = store.Snapshot();
            return [.. snapshot.Groups(ReportRecord.KeyOf(ReportRecord.IdPrefix(hash))).Select(ReportRecord.IdOf)];
        }
    }
}
