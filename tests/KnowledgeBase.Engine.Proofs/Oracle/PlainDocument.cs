namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <summary>A document as it was put, its texts folded once.</summary>
internal sealed class PlainDocument
{
    private readonly Dictionary<(int Field, string Term), int> _counts = [];

    public PlainDocument(IndexSchema schema, string group, IndexDocument document)
    {
        Document = document;
        Group = group;
        Texts = [.. schema.Texts.Select((_, i) => Value(document.Texts, i) ?? "")];
        Folded = [.. Texts.Select(PlainText.Folded)];
    }

    public string Group { get; }

    public IndexDocument Document { get; }

    public IReadOnlyList<string> Texts { get; }

    public IReadOnlyList<string> Folded { get; }

    public string? Keyword(int field) => Value(Document.Keywords, field);

    public int? Number(int field) => Value(Document.Numbers, field);

    /// <summary>How often a term occurs in a field; cached, since requests repeat.</summary>
    public int Count(int field, string term)
    {
        if (!_counts.TryGetValue((field, term), out var count))
            _counts[(field, term)] = count = PlainText.Count(Folded[field], term);
        return count;
    }

    public bool Contains(string term) => Enumerable.Range(0, Folded.Count).Any(field => Count(field, term) > 0);

    private static T? Value<T>(IReadOnlyList<T?> values, int i) => i < values.Count ? values[i] : default;
}
