namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <summary>The index as a list: what the engine must equal, whatever its segments, merges and shortcuts.</summary>
internal sealed class PlainIndex(IndexSchema schema)
{
    private readonly List<PlainDocument> _documents = [];
    private readonly SortedDictionary<string, DocumentGroup> _groups = new(StringComparer.Ordinal);

    public IndexSchema Schema => schema;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<PlainDocument> Documents => _documents;

    /// <summary>In ordinal order of the keys.</summary>
    public IReadOnlyDictionary<string, DocumentGroup> Groups => _groups;

    public void Put(DocumentGroup group)
    {
        Delete(group.Key);
        _groups.Add(group.Key, group);
        _documents.AddRange(group.Documents.Select(document => new PlainDocument(schema, group.Key, document)));
    }

    public void Delete(string key)
    {
        if (_groups.Remove(key))
            _documents.RemoveAll(document => document.Group == key);
    }

    public PlainIndex Copy()
    {
        var copy = new PlainIndex(schema);
        copy._documents.AddRange(_documents);
        foreach (var (key, group) in _groups)
            copy._groups.Add(key, group);
        return copy;
    }
}
