namespace KnowledgeBase.Reports.Duplicates;

/// <summary>Sets that grow together (union-find), each named by its ordinally first member.</summary>
internal sealed class Clusters(IEnumerable<string> ids)
{
    private readonly Dictionary<string, string> _parents = ids.ToDictionary(id => id, id => id, StringComparer.Ordinal);

    public bool AreOne(string a, string b) => RootOf(a) == RootOf(b);

    public void Link(string a, string b)
    {
        var (x, y) = (RootOf(a), RootOf(b));
        // The root is always the least, so that it is the name too.
        if (string.CompareOrdinal(x, y) < 0)
            _parents[y] = x;
        else
            _parents[x] = y;
    }

    public IReadOnlyDictionary<string, string> ToDictionary() => _parents.Keys.ToDictionary(id => id, RootOf, StringComparer.Ordinal);

    private string RootOf(string id)
    {
        var root = id;
        while (_parents[root] != root)
            root = _parents[root];
        while (_parents[id] != root)
            (id, _parents[id]) = (_parents[id], root);
        return root;
    }
}
