using BenchmarkDotNet.Attributes;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// What does each way to score cost over the same 50,000 passages: the best ten of a disjunction with pruning, the same with all matches
/// counted, with facets, a conjunction, a phrase, and the cursor tree that any other query takes? Passages of 200 characters drawn by
/// Zipf's law from 3,000 characters, seed 20261121.
/// </summary>
[MemoryDiagnoser]
public class ScorerSuite
{
    private const int Passages = 50_000;
    private const int Length = 200;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"kb-suite-{Environment.ProcessId}");
    private SearchIndex? _index;
    private Snapshot? _snapshot;
    private string _text = "";

    [GlobalSetup]
    public void Build()
    {
        var random = new Random(20_261_121);
        _index = SearchIndex.Open(_folder, Benchmarks.Passages.Schema);
        using var writer = _index.OpenWriter();
        for (var p = 0; p < Passages; p++)
        {
            var text = string.Create(Length, random, static (to, random) =>
            {
                foreach (ref var unit in to)
                    unit = (char)(0x4E00 + (int)Math.Pow(3000, random.NextDouble()) - 1);
            });
            if (p == Passages / 2)
                _text = text.Substring(50, 6);
            writer.Put(new DocumentGroup
            {
                Key = $"{p}",
                Documents = [new IndexDocument { Id = $"{p}", Texts = [text], Keywords = [p % 2 == 0 ? "problems" : "plans"] }]
            });
        }

        writer.Commit();
        writer.Optimize();
        _snapshot = _index.Snapshot();
    }

    [GlobalCleanup]
    public void Remove()
    {
        _snapshot!.Dispose();
        _index!.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public SearchResult BestOfAny() => Search(new Query.Text(_text, TextMatch.Any), exact: false);

    [Benchmark]
    public SearchResult AllOfAny() => Search(new Query.Text(_text, TextMatch.Any), exact: true);

    [Benchmark]
    public SearchResult AnyWithFacets() => Search(new Query.Text(_text, TextMatch.Any), exact: true, new FacetRequest("section"));

    [Benchmark]
    public SearchResult BestOfEvery() => Search(new Query.Text(_text, TextMatch.All), exact: false);

    [Benchmark]
    public SearchResult BestOfPhrase() => Search(new Query.Text(_text, TextMatch.Phrase), exact: false);

    [Benchmark]
    public SearchResult CursorTree() =>
        Search(new Query.And([new Query.Text(_text[..3], TextMatch.Any), new Query.Not(new Query.Text(_text[3..], TextMatch.Phrase))]),
            exact: true);

    private SearchResult Search(Query query, bool exact, params FacetRequest[] facets) =>
        _snapshot!.Search(new SearchRequest { Query = query, ExactTotal = exact, Facets = facets });
}
