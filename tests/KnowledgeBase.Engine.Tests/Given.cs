namespace KnowledgeBase.Engine.Tests;

/// <summary>The vocabulary of these tests: an index in a folder of its own, and what a search in it returns.</summary>
internal sealed class Given : IDisposable
{
    public static readonly IndexSchema Schema = new(
        [new TextField("text"), new TextField("heading", 2), new TextField("title", 0.5)],
        ["section", "unit"],
        ["year"]);

    private Given(IndexOptions? options)
    {
        Folder = Directory.CreateTempSubdirectory("kb-engine-").FullName;
        Index = SearchIndex.Open(Folder, Schema, options);
        Writer = Index.OpenWriter();
    }

    public string Folder { get; }

    public SearchIndex Index { get; private set; }

    public IndexWriter Writer { get; private set; }

    public static Given Empty(IndexOptions? options = null) => new(options);

    /// <summary>An index of one group per document.</summary>
    public static Given Documents(params (string Id, string Text)[] documents)
    {
        var given = new Given(null);
        foreach (var (id, text) in documents)
            given.Writer.Put(Group(id, Document(id, text)));
        given.Writer.Commit();
        return given;
    }

    public static IndexDocument Document(string id, string? text, string? heading = null, string? section = null, string? unit = null,
        int? year = null) =>
        new() { Id = id, Texts = [text, heading], Keywords = [section, unit], Numbers = [year] };

    public static DocumentGroup Group(string key, params IndexDocument[] documents) => new() { Key = key, Documents = documents };

    public static Query Text(string value, TextMatch match = TextMatch.Phrase, string? field = null) => new Query.Text(value, match, field);

    public string[] Ids(Query query) => Ids(new SearchRequest { Query = query, Limit = 1000 });

    /// <summary>The ids of the hits, best first.</summary>
    public string[] Ids(SearchRequest request)
    {
        using var snapshot = Index.Snapshot();
        return [.. snapshot.Search(request).Hits.Select(hit => snapshot.Read(hit.Document).Id)];
    }

    public SearchResult Search(SearchRequest request)
    {
        using var snapshot = Index.Snapshot();
        return snapshot.Search(request);
    }

    /// <summary>Closes index and writer and opens them again.</summary>
    public void Reopen()
    {
        Writer.Dispose();
        Index.Dispose();
        Index = SearchIndex.Open(Folder, Schema);
        Writer = Index.OpenWriter();
    }

    public void Dispose()
    {
        Writer.Dispose();
        Index.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
