namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <summary>The index as a list: what the engine must equal, whatever its segments, merges and shortcuts.</summary>
internal sealed class PlainIndex(IndexSchema schema)
{
    readonly List<PlainDocument> documents = [];
    readonly SortedDictionary<string, DocumentGroup> groups = new(StringComparer.Ordinal);

    public IndexSchema Schema => schema;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<PlainDocument> Documents => documents;

    /// <summary>In ordinal order of the keys.</summary>
    public IReadOnlyDictionary<string, DocumentGroup> Groups => groups;

    public void Put(DocumentGroup group)
    {
        Delete(group.Key);
        groups.Add(group.Key, group);
        documents.AddRange(group.Documents.Select(document => new PlainDocument(schema, group.Key, document)));
    }

    public void Delete(string key)
    {
        if (groups.Remove(key)) documents.RemoveAll(document => document.Group == key);
    }

    public PlainIndex Copy()
    {
        var copy = new PlainIndex(schema);
        copy.documents.AddRange(documents);
        foreach (var (key, group) in groups) copy.groups.Add(key, group);
        return copy;
    }
}
