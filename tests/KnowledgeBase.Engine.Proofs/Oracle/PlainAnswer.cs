namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <param name="Ranked">All hits, best first: with collapse, the best of each group.</param>
/// <param name="Facets">By field, cut to what was asked for.</param>
internal sealed record PlainAnswer(
    IReadOnlyList<PlainHit> Ranked,
    IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets);

/// <param name="Position">The position of the document in the order of adding.</param>
internal sealed record PlainHit(PlainDocument Document, int Position, double Score);
