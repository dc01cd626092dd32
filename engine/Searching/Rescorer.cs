using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Adds the scores of further queries to those of the best hits.</summary>
internal sealed class Rescorer
{
    private readonly IndexView _index;
    private readonly Rescoring _rescoring;
    private readonly QueryCompiler[] _compilers;

    /// <param name="damaged">Called where damage is met, which then adds nothing; null refuses.</param>
    /// <exception cref="IndexArgumentException">A query that the options do not allow.</exception>
    public Rescorer(
        IndexView index, Rescoring rescoring, IndexOptions options, CancellationCheck cancellation, Action<IndexDamagedException>? damaged)
    {
        if (rescoring.Depth < 0)
            throw new IndexArgumentException($"the depth of rescoring is at least 0, not {rescoring.Depth}.");
        (_index, _rescoring) = (index, rescoring);
        _compilers = [.. rescoring.Parts.Select(part => new QueryCompiler(part.Query, index, options, cancellation, damaged))];
    }

    /// <summary>The most that the parts can add.</summary>
    public double Bound => _rescoring.Parts.Zip(_compilers).Sum(one => one.Second.Bound(one.First.Query));

    /// <summary>The ranks in their new order; those beyond the depth keep theirs.</summary>
    public List<(Rank Rank, double[]? Parts)> Run(IReadOnlyList<Rank> ranks)
    {
        var depth = Math.Min(_rescoring.Depth, ranks.Count);
        var documents = ranks.Take(depth).Select(rank => rank.Document).Order().ToArray();
        var parts = documents.ToDictionary(document => document, _ => new double[_compilers.Length]);
        for (var p = 0; p < _compilers.Length; p++)
            AddPart(p, documents, parts);
        return [.. ranks.Take(depth)
            .Select(rank => (Rank: rank with { Score = (float)(rank.Score + parts[rank.Document].Sum()) }, (double[]?)parts[rank.Document]))
            .OrderBy(one => one.Rank)
            .Concat(ranks.Skip(depth).Select(rank => (rank, (double[]?)null)))];
    }

    private void AddPart(int part, int[] documents, Dictionary<int, double[]> parts)
    {
        SegmentView? segment = null;
        Cursor? cursor = null;
        foreach (var document in documents)
        {
            var own = _index.SegmentOf(document);
            if (segment != own)
                (segment, cursor) = (own, _compilers[part].Compile(_rescoring.Parts[part].Query, own));
            if (cursor is null)
                continue;
            var local = document - own.First;
            if ((cursor.Document < local ? cursor.Advance(local) : cursor.Document) == local)
                parts[document][part] = cursor.Score();
        }
    }
}
