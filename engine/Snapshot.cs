namespace KnowledgeBase.Engine;

/// <summary>The index as one commit left it. Thread-safe until disposed.</summary>
public sealed class Snapshot : IDisposable
{
    internal Snapshot()
    {
    }

    /// <summary>Grows with every commit.</summary>
    public long Generation => throw new NotImplementedException();

    /// <summary>Documents that are not deleted.</summary>
    public int DocumentCount => throw new NotImplementedException();

    public int SegmentCount => throw new NotImplementedException();

    /// <exception cref="ArgumentException">An unknown field or a limit exceeded; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The time ran out.</exception>
    public SearchResult Search(SearchRequest request, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>The number of a document by its id, or null.</summary>
    public int? Find(string id) => throw new NotImplementedException();

    /// <summary>A document as it was put.</summary>
    public IndexDocument Read(int document) => throw new NotImplementedException();

    /// <summary>The key of the group a document belongs to.</summary>
    public string GroupOf(int document) => throw new NotImplementedException();

    /// <summary>The numbers of a group's documents, in their order; empty where there is no such group.</summary>
    public IReadOnlyList<int> DocumentsOf(string key) => throw new NotImplementedException();

    /// <summary>A group's attachment, or null where there is no such group.</summary>
    public ReadOnlyMemory<byte>? Attachment(string key) => throw new NotImplementedException();

    /// <summary>The keys with a prefix, in ordinal order.</summary>
    public IEnumerable<string> Groups(string prefix = "") => throw new NotImplementedException();

    /// <summary>Where a query matches in a text of the given field (null: a text of no field in particular), ascending, without overlap: exactly the characters that made it match.</summary>
    /// <remarks>Any, All and Like mark every occurrence of every term, Phrase and Exact every occurrence of the whole. Not and Where mark nothing; And and Or mark what their clauses do. A clause that names another field marks nothing. Marks that overlap or touch are one.</remarks>
    public IReadOnlyList<TextSpan> Highlight(Query query, string text, string? field = null) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
