namespace KnowledgeBase.Engine;

/// <summary>What to search for. Texts are folded (width, case) like those of documents, except by <see cref="TextMatch.Exact"/>.</summary>
public abstract record Query
{
    /// <summary>Every document, without a score.</summary>
    public static readonly Query All = new Everything();

    /// <summary>Every document, without a score; <see cref="All"/> is the one instance that is needed.</summary>
    public sealed record Everything : Query;

    /// <summary>Documents with a text, or with terms of it.</summary>
    /// <param name="Value">What the user wrote. An empty value matches nothing.</param>
    /// <param name="Match">How much of it a document must contain.</param>
    /// <param name="Field">A text field; null is any of them.</param>
    public sealed record Text(string Value, TextMatch Match, string? Field = null) : Query;

    /// <summary>Documents similar to a text: at least one of its <paramref name="Terms"/> terms with the highest tf·idf matches.</summary>
    /// <param name="Value">The text.</param>
    /// <param name="Terms">How many terms of it are searched for.</param>
    public sealed record Like(string Value, int Terms = 40) : Query;

    /// <summary>These documents of the snapshot, by number, without a score.</summary>
    public sealed record In(IReadOnlyList<int> Documents) : Query;

    /// <summary>
    /// Documents that have something of a text, best first: BM25F over its pairs of characters, and at a lower weight over its single
    /// Chinese characters, which alone make no match.
    /// </summary>
    /// <param name="MinimumShare">How much of the weight (idf) of the text's pairs a document must hold, from 0 to 1.</param>
    public sealed record Ranked(string Value, double MinimumShare = 0, string? Field = null) : Query;

    /// <summary>Documents that match the first clause, each with the scores of the others that it matches added.</summary>
    public sealed record Prefer(Query Clause, IReadOnlyList<Query> Preferred) : Query;

    /// <summary>What matches a clause, with its score multiplied.</summary>
    public sealed record Boost(Query Clause, double Factor) : Query;

    /// <summary>What matches a clause, with this score.</summary>
    public sealed record Constant(Query Clause, double Score) : Query;

    /// <summary>
    /// All of some texts in one field near each other, in any order: some occurrences of them, of which at most
    /// <paramref name="Distance"/> characters in the span from the first to the last are between them.
    /// </summary>
    /// <param name="Texts">Each is found as by <see cref="TextMatch.Phrase"/>.</param>
    /// <param name="Distance">Null: any.</param>
    /// <param name="InSentence">Whether no sentence may end within the span.</param>
    public sealed record Near(IReadOnlyList<string> Texts, int? Distance, bool InSentence = false, string? Field = null) : Query;

    /// <summary>Parts of one field that follow each other in their order, with gaps within a sentence between them.</summary>
    /// <param name="Parts">Each is found as by <see cref="TextMatch.Phrase"/>; empty ones are left out.</param>
    /// <param name="Gap">The most characters between two parts.</param>
    public sealed record Pattern(IReadOnlyList<string> Parts, int Gap = 12, string? Field = null) : Query;

    /// <summary>A filter as a part of a query, without a score.</summary>
    /// <param name="Filter">The condition.</param>
    public sealed record Where(Filter Filter) : Query;

    /// <summary>Documents that match every clause. The score is the sum of theirs; without clauses, every document matches.</summary>
    /// <param name="Clauses">What must match.</param>
    public sealed record And(IReadOnlyList<Query> Clauses) : Query;

    /// <summary>
    /// Documents that match at least one clause. The score is the sum of those that match; without clauses, none matches.
    /// </summary>
    /// <param name="Clauses">Of which one must match.</param>
    public sealed record Or(IReadOnlyList<Query> Clauses) : Query;

    /// <summary>Documents in which the clauses that match weigh at least so much together: "most of these", by weight.</summary>
    /// <param name="Clauses">Each with its weight, which is above 0.</param>
    /// <param name="Minimum">What the weights of the matching clauses must reach.</param>
    public sealed record AtLeast(IReadOnlyList<WeightedClause> Clauses, double Minimum) : Query;

    /// <summary>All documents that do not match; scores nothing.</summary>
    /// <param name="Clause">What must not match.</param>
    public sealed record Not(Query Clause) : Query;
}

/// <summary>A clause of <see cref="Query.AtLeast"/>.</summary>
/// <param name="Clause">What may match.</param>
/// <param name="Weight">What a match of it counts.</param>
public readonly record struct WeightedClause(Query Clause, double Weight);

/// <summary>How much of a text must match.</summary>
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
