using System.Text;
using KnowledgeBase.Engine.Cursors;
using KnowledgeBase.Engine.Searching;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine;

/// <summary>The index as one commit left it. Thread-safe until disposed.</summary>
public sealed class Snapshot : IDisposable
{
    private readonly OpenCommit _commit;
    private readonly IndexOptions _options;
    private readonly IndexFaults _faults;
    private int _disposed;

    /// <param name="commit">With a reference that this snapshot releases.</param>
    internal Snapshot(OpenCommit commit, IndexOptions options, IndexFaults faults) =>
        (_commit, _options, _faults) = (commit, options, faults);

    /// <summary>The segments and statistics that scores are computed from.</summary>
    internal IndexView View => _commit.View;

    /// <summary>Grows with every commit.</summary>
    public long Generation => View.Commit.Generation;

    /// <summary>Documents that are not deleted.</summary>
    public int DocumentCount => View.LiveDocuments;

    /// <summary>Segments that can be read.</summary>
    public int SegmentCount => View.Segments.Count;

    /// <summary>Answers a request: the page of hits, the total, the facets.</summary>
    /// <exception cref="IndexArgumentException">An unknown field or a limit exceeded; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SearchResult Search(SearchRequest request, CancellationToken cancel = default) =>
        WithCommitOpen(() => new Searcher(View, request, _options, _options.ServeDamaged ? _faults.Report : null, cancel).Run());

    /// <summary>
    /// Shows the documents that have a phrase, in ascending order, until the visitor wants no more: for whoever needs a few of many, and
    /// neither scores nor the total.
    /// </summary>
    /// <param name="phrase">To be matched as <see cref="TextMatch.Phrase"/> or <see cref="TextMatch.Exact"/>.</param>
    /// <param name="filters">Documents must pass all of them.</param>
    /// <param name="wantsMore">Takes a document's number; false ends.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <exception cref="IndexArgumentException">An unknown field, a limit exceeded, or another way to match.</exception>
    public void Visit(Query.Text phrase, IReadOnlyList<Filter> filters, Func<int, bool> wantsMore, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        ArgumentNullException.ThrowIfNull(filters);
        if (phrase.Match is not (TextMatch.Phrase or TextMatch.Exact))
            throw new IndexArgumentException($"a phrase is matched as Phrase or Exact, not as {phrase.Match}.");
        WithCommitOpen(() =>
        {
            new PhraseVisitor(View, phrase, filters, _options, _options.ServeDamaged ? _faults.Report : null, cancel).Run(wantsMore);
            return true;
        });
    }

    /// <summary>
    /// Whether folding on a field is ready: what it needs is computed once for each commit, in the background. Until then a search that
    /// folds would wait for it. It is never ready where a text is damaged and what can be read is served.
    /// </summary>
    /// <param name="wait">How long to wait for it here.</param>
    /// <exception cref="IndexArgumentException">There is no such text field.</exception>
    public bool TryPrepareFolding(string field, TimeSpan wait)
    {
        var place = Fields.Text(View.Schema, field);
        if (View.LazyDuplicates(place).IsValueCreated)
            return true;

        // The commit stays open until the work is done, also when the snapshot is disposed of before.
        var work = Task.Run(() => WithCommitOpen(() => View.Duplicates(place).Count));
        try
        {
            return work.Wait(wait);
        }
        catch (AggregateException e)
        {
            // Texts that cannot be read cannot be compared: hits are then shown one by one.
            if (e.InnerException is not IndexDamagedException damage || !_options.ServeDamaged)
                throw e.InnerException!;
            _faults.Report(damage);
            return false;
        }
    }

    /// <summary>The number of a document by its id, or null.</summary>
    public int? Find(string id) => WithCommitOpen(() => DocumentReader.Find(View, Encoding.UTF8.GetBytes(id)));

    /// <summary>The id of a document, without reading the rest of it.</summary>
    public string IdOf(int document) => WithCommitOpen(() => DocumentReader.IdOf(View, document));

    /// <summary>A document as it was put.</summary>
    public IndexDocument Read(int document) => WithCommitOpen(() => DocumentReader.Read(View, document));

    /// <summary>The key of the group a document belongs to.</summary>
    public string GroupOf(int document) => WithCommitOpen(() => DocumentReader.GroupOf(View, document));

    /// <summary>The numbers of a group's documents, in their order; empty where there is no such group.</summary>
    public IReadOnlyList<int> DocumentsOf(string key) =>
        WithCommitOpen(() => DocumentReader.DocumentsOf(View, Encoding.UTF8.GetBytes(key)));

    /// <summary>A group's attachment, or null where there is no such group.</summary>
    public ReadOnlyMemory<byte>? Attachment(string key) =>
        WithCommitOpen(() => DocumentReader.Attachment(View, Encoding.UTF8.GetBytes(key)));

    /// <summary>The keys with a prefix, in ordinal order.</summary>
    public IEnumerable<string> Groups(string prefix = "") => WithCommitOpen(() => DocumentReader.Groups(View, prefix));

    /// <summary>The groups with a prefix and where their documents stand, in ordinal order of their keys.</summary>
    public IReadOnlyList<GroupPlace> GroupPlaces(string prefix) => WithCommitOpen(() => DocumentReader.GroupPlaces(View, prefix));

    /// <summary>
    /// Writes this commit as an index of its own, durable when this returns. Every page is verified on the way. Writers and merges go on
    /// meanwhile and change nothing of it.
    /// </summary>
    /// <param name="folder">Empty or missing.</param>
    /// <param name="cancel">Leaves a folder without a manifest, which is no index.</param>
    /// <exception cref="IndexDamagedException">A part of the index is damaged.</exception>
    /// <exception cref="IndexStorageException">The folder is not empty, or cannot be written.</exception>
    public void CopyTo(string folder, CancellationToken cancel = default) => WithCommitOpen(() =>
    {
        _faults.ThrowIfDamaged();
        CommitCopy.Write(View, new FolderStorage(folder), cancel);
        return true;
    });

    /// <summary>Another handle to the same commit, to be disposed of by its owner: for whoever outlives the one who opened this.</summary>
    public Snapshot Share()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0 || !_commit.TryAcquire(), this);
        return new Snapshot(_commit, _options, _faults);
    }

    /// <summary>
    /// The spans of a text that a query matches, ascending, without overlap: exactly the characters that made it match.
    /// <paramref name="field"/> is the field the text belongs to; null is none in particular.
    /// </summary>
    /// <remarks>
    /// Any, All and Like mark every occurrence of every term, Phrase and Exact every occurrence of the whole text. Not and Where mark
    /// nothing; And and Or mark what their clauses mark. A clause that names another field marks nothing. Marks that overlap or touch are
    /// merged.
    /// </remarks>
    public IReadOnlyList<TextSpan> Highlight(Query query, string text, string? field = null) =>
        WithCommitOpen(() =>
        {
            var compiler = new QueryCompiler(query, View, _options, new CancellationCheck(CancellationToken.None));
            return Highlighter.Spans(query, text, field, compiler.LikeTerms);
        });

    /// <summary>Releases the commit; its files are closed once nobody reads them.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _commit.Release();
    }

    /// <summary>
    /// Holds a reference to the commit while the work runs, so that disposing the snapshot meanwhile does not close its files.
    /// </summary>
    private T WithCommitOpen<T>(Func<T> work)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0 || !_commit.TryAcquire(), this);
        try
        {
            return _faults.Watch(work);
        }
        finally
        {
            _commit.Release();
        }
    }
}
