using System.Text;
using KnowledgeBase.Engine.Cursors;
using KnowledgeBase.Engine.Searching;

namespace KnowledgeBase.Engine;

/// <summary>The index as one commit left it. Thread-safe until disposed.</summary>
public sealed class Snapshot : IDisposable
{
    private readonly OpenCommit _commit;
    private readonly IndexOptions _options;
    private int _disposed;

    /// <param name="commit">With a use of it for this snapshot.</param>
    internal Snapshot(OpenCommit commit, IndexOptions options) => (_commit, _options) = (commit, options);

    /// <summary>What the scores are computed from.</summary>
    internal IndexView View => _commit.View;

    /// <summary>Grows with every commit.</summary>
    public long Generation => View.Commit.Generation;

    /// <summary>Documents that are not deleted.</summary>
    public int DocumentCount => View.LiveDocuments;

    public int SegmentCount => View.Segments.Count;

    /// <exception cref="ArgumentException">An unknown field or a limit exceeded; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The time ran out.</exception>
    public SearchResult Search(SearchRequest request, CancellationToken cancel = default) =>
        Using(() => new Searcher(View, request, _options, cancel).Run());

    /// <summary>The number of a document by its id, or null.</summary>
    public int? Find(string id) => Using(() => DocumentReader.Find(View, Encoding.UTF8.GetBytes(id)));

    /// <summary>The id of a document, without reading the rest of it.</summary>
    public string IdOf(int document) => Using(() => DocumentReader.IdOf(View, document));

    /// <summary>A document as it was put.</summary>
    public IndexDocument Read(int document) => Using(() => DocumentReader.Read(View, document));

    /// <summary>The key of the group a document belongs to.</summary>
    public string GroupOf(int document) => Using(() => DocumentReader.GroupOf(View, document));

    /// <summary>The numbers of a group's documents, in their order; empty where there is no such group.</summary>
    public IReadOnlyList<int> DocumentsOf(string key) => Using(() => DocumentReader.DocumentsOf(View, Encoding.UTF8.GetBytes(key)));

    /// <summary>A group's attachment, or null where there is no such group.</summary>
    public ReadOnlyMemory<byte>? Attachment(string key) => Using(() => DocumentReader.Attachment(View, Encoding.UTF8.GetBytes(key)));

    /// <summary>The keys with a prefix, in ordinal order.</summary>
    public IEnumerable<string> Groups(string prefix = "") => Using(() => DocumentReader.Groups(View, prefix));

    /// <summary>Where a query matches in a text of the given field (null: a text of no field in particular), ascending, without overlap: exactly the characters that made it match.</summary>
    /// <remarks>Any, All and Like mark every occurrence of every term, Phrase and Exact every occurrence of the whole. Not and Where mark nothing; And and Or mark what their clauses do. A clause that names another field marks nothing. Marks that overlap or touch are one.</remarks>
    public IReadOnlyList<TextSpan> Highlight(Query query, string text, string? field = null) =>
        Using(() => Highlighter.Spans(query, text, field, new QueryCompiler(query, View, _options, new Patience(CancellationToken.None)).LikeTerms));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _commit.Release();
    }

    /// <summary>Keeps the files open until the work is done, also when the snapshot is disposed of meanwhile.</summary>
    private T Using<T>(Func<T> work)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0 || !_commit.TryUse(), this);
        try
        {
            return work();
        }
        finally
        {
            _commit.Release();
        }
    }
}
