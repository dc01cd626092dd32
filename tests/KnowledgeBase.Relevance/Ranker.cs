using System.Globalization;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Relevance;

/// <summary>A small index of texts with headings, and the two ways of ranking that are compared on it.</summary>
public sealed class Ranker : IDisposable
{
    private static readonly IndexSchema Schema = new([new("text"), new("heading", 0.5)], [], []);

    private readonly string _folder = Directory.CreateTempSubdirectory("kb-ranker-").FullName;
    private readonly SearchIndex _index;
    private readonly Snapshot _snapshot;

    public Ranker(IEnumerable<(string Id, string Text, string? Heading)> passages)
    {
        _index = SearchIndex.Open(_folder, Schema);
        using (var writer = _index.OpenWriter())
        {
            foreach (var (id, text, heading) in passages)
                writer.Put(new DocumentGroup { Key = id, Documents = [new IndexDocument { Id = id, Texts = [text, heading] }] });
            writer.Commit();
        }

        _snapshot = _index.Snapshot();
    }

    /// <summary>BM25F over pairs of characters and nothing else: what everything is measured against.</summary>
    public static Query Plain(string text) => new Query.Text(text, TextMatch.Any);

    /// <summary>The product's ranking of a text.</summary>
    public static Query Ranked(string text) => new Query.Ranked(text);

    /// <summary>The ids of the best.</summary>
    public IReadOnlyList<string> Best(Query query, int hits, bool fold = false) =>
        [.. _snapshot.Search(new SearchRequest { Query = query, Limit = hits, ExactTotal = false, FoldOn = fold ? "text" : null }).Hits
            .Select(hit => _snapshot.IdOf(hit.Document))];

    /// <summary>The ids, as numbers, of what each wording stands for.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Wordings(int most) =>
        [.. _snapshot.Search(new SearchRequest { Limit = most, FoldOn = "text" }).Hits
            .Select(hit => hit.Folded!.Select(document => int.Parse(_snapshot.IdOf(document), CultureInfo.InvariantCulture)).ToList())];

    public void Dispose()
    {
        _snapshot.Dispose();
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
