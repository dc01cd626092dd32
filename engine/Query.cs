namespace KnowledgeBase.Engine;

/// <summary>What to search for. Texts are folded (width, case) like those of documents, except by <see cref="TextMatch.Exact"/>.</summary>
public abstract record Query
{
    public static readonly Query All = new Everything();

    public sealed record Everything : Query;

    /// <param name="Value">What the user wrote. An empty value matches nothing.</param>
    /// <param name="Match">How much of it a document must contain.</param>
    /// <param name="Field">A text field; null is any of them.</param>
    public sealed record Text(string Value, TextMatch Match, string? Field = null) : Query;

    /// <summary>Documents similar to a text: at least one of its <paramref name="Terms"/> terms with the highest tf·idf matches.</summary>
    public sealed record Like(string Value, int Terms = 40) : Query;

    /// <summary>A filter as a part of a query, without a score.</summary>
    public sealed record Where(Filter Filter) : Query;

    public sealed record And(IReadOnlyList<Query> Clauses) : Query;

    public sealed record Or(IReadOnlyList<Query> Clauses) : Query;

    /// <summary>All documents that do not match; scores nothing.</summary>
    public sealed record Not(Query Clause) : Query;
}

public enum TextMatch
{
    /// <summary>At least one of the text's terms. The score is BM25F over all of them.</summary>
    Any,

    /// <summary>Every term, in any order and any of the fields.</summary>
    All,

    /// <summary>The text as a substring of one field, after folding.</summary>
    Phrase,

    /// <summary>The text as a substring of one field, code unit by code unit.</summary>
    Exact,
}
