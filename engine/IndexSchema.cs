namespace KnowledgeBase.Engine;

/// <summary>What the documents of one index consist of. Fixed when the index is created and kept in its manifest.</summary>
/// <param name="Texts">Searchable fields, in the order in which <see cref="IndexDocument.Texts"/> gives them.</param>
/// <param name="Keywords">Exact single-valued fields for filters and facets, in the order of <see cref="IndexDocument.Keywords"/>.</param>
/// <param name="Numbers">Whole-number fields for ranges, facets and sorting, in the order of <see cref="IndexDocument.Numbers"/>.</param>
public sealed record IndexSchema(
    IReadOnlyList<TextField> Texts,
    IReadOnlyList<string> Keywords,
    IReadOnlyList<string> Numbers);

/// <summary>A searchable field and its weight in BM25F.</summary>
public sealed record TextField(string Name, double Weight = 1);
