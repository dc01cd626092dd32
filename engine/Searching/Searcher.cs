using System.Numerics;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Cursors;
using KnowledgeBase.Engine.NearDuplicates;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Answers one request: scores each segment window by window, counts matches and facets, collects the best hits.</summary>
internal sealed class Searcher
{
    [ThreadStatic]
    private static Window? _spareWindow;

    private readonly IndexView _index;
    private readonly SearchRequest _request;
    private readonly CancellationCheck _cancellation;
    private readonly QueryCompiler _compiler;
    private readonly TopHits _top;
    private readonly FacetCounter[] _facets;
    private readonly SegmentMasks?[] _masks;
    private readonly DuplicateGroups? _duplicates;
    private readonly DuplicateCollector? _folding;
    private readonly Rescorer? _rescorer;
    private readonly bool _counting;
    private readonly int? _sort;
    private readonly Action<IndexDamagedException>? _damaged;
    private long _total;

    /// <param name="damaged">Called where damage is met; the rest of that segment is then left out. Null refuses to answer.</param>
    /// <exception cref="IndexArgumentException">The request names an unknown field or exceeds a limit.</exception>
    public Searcher(
        IndexView index, SearchRequest request, IndexOptions options, Action<IndexDamagedException>? damaged, CancellationToken cancel)
    {
        if (request.Offset < 0 || request.Limit < 0)
            throw new IndexArgumentException($"offset and limit are at least 0, not {request.Offset} and {request.Limit}.");
        _index = index;
        _request = request;
        _damaged = damaged;
        _masks = new SegmentMasks[index.Segments.Count];
        _cancellation = new CancellationCheck(cancel);
        _cancellation.CheckNow();
        _compiler = new QueryCompiler(request.Query, index, options, _cancellation, damaged);
        if (request.FoldOn is { } fold)
            _duplicates = request.Collapse
                ? throw new IndexArgumentException("a search either collapses groups or folds near-duplicates.")
                : index.Duplicates(Fields.Text(index.Schema, fold));
        if (request.Rescoring is { } rescoring && request.Sort is null)
            _rescorer = new Rescorer(index, rescoring, options, _cancellation, damaged);
        _top = new TopHits(Pool(request));
        _facets = [.. request.Facets.Select(facet => new FacetCounter(facet, index.Schema))];
        foreach (var filter in request.Filters)
            FilterCompiler.Validate(filter, index.Schema);
        if (request.Sort is { } sort)
            _sort = Fields.Number(index.Schema, sort.Field) ?? throw Fields.Unknown("number", sort.Field, index.Schema.Numbers);
        if (_duplicates is not null)
            _folding = new DuplicateCollector(_duplicates, _facets, Pool(request), _sort is not null, SortKey);
        _counting = request.ExactTotal || request.Collapse || _sort is not null || _facets.Length > 0;
    }

    public SearchResult Run()
    {
        // The thread's window is taken while in use, so that a nested search creates its own.
        var window = _spareWindow ?? new Window();
        _spareWindow = null;
        for (var s = 0; s < _index.Segments.Count; s++)
        {
            try
            {
                Run(s, _index.Segments[s], window);
            }
            catch (IndexDamagedException e) when (_damaged is not null)
            {
                // Hits that the segment gave before stay. Total and facets are then lower bounds.
                _damaged(e);
            }
        }

        window.MoveTo(0);
        _spareWindow = window;
        if (_folding is not null)
        {
            try
            {
                _folding.CountShared();
            }
            catch (IndexDamagedException e) when (_damaged is not null)
            {
                _damaged(e);
            }

            _total += _folding.Total;
            foreach (var rank in _folding.Best)
                _top.Offer(rank);
        }

        var bound = _compiler.Bound(_request.Query) + (_rescorer?.Bound ?? 0);
        return new SearchResult(_total, Page(), _facets.ToDictionary(facet => facet.Field, facet => facet.Result())) { Bound = bound };
    }

    /// <summary>How many of the best are needed to make the page.</summary>
    private static int Pool(SearchRequest request)
    {
        if (request.Limit == 0)
            return 0;
        var pool = (long)request.Offset + request.Limit;
        return (int)Math.Min(Math.Max(pool, request.Sort is null ? request.Rescoring?.Depth ?? 0 : 0), int.MaxValue);
    }

    private Hit[] Page()
    {
        var ranks = _top.InOrder().ToList();
        var order = _rescorer?.Run(ranks) ?? [.. ranks.Select(rank => (rank, (double[]?)null))];
        return [.. order.Skip(_request.Offset).Take(_request.Limit).Select(one => new Hit(one.Rank.Document, one.Rank.Score)
        {
            Folded = Folded(one.Rank.Document),
            Details = one.Parts is { } parts
                ? _request.Rescoring!.Parts.Zip(parts).ToDictionary(part => part.First.Name, part => part.Second)
                : null,
        })];
    }

    /// <summary>The documents of a hit's group that a filter would let through.</summary>
    private List<int>? Folded(int document)
    {
        if (_duplicates is null)
            return null;
        var folded = new List<int>();
        var number = NumberOf(document);
        foreach (var member in _duplicates.Members(_duplicates.GroupsOf(number)[document - _index.Segments[number].First]))
        {
            var own = NumberOf(member);
            if (_masks[own]?.Hits is not { } hits || hits[member - _index.Segments[own].First])
                folded.Add(member);
        }

        return folded;
    }

    /// <summary>The place of a document's segment among the segments.</summary>
    private int NumberOf(int document)
    {
        var number = _index.Segments.Count - 1;
        while (_index.Segments[number].First > document)
            number--;
        return number;
    }

    private void Run(int number, SegmentView segment, Window window)
    {
        var masks = new SegmentMasks(_request, _index.Schema, segment);
        _masks[number] = masks;
        if (_compiler.Scorer(_request.Query, segment, new Wanted(masks.Hits, masks.Facets, _counting)) is not { } scorer)
            return;
        foreach (var facet in _facets)
            facet.Begin(segment.Reader);
        var groups = _request.Collapse ? new GroupCollector(segment, masks, _facets, _top, SortKey) : null;
        while (scorer.Next(window, Threshold()))
        {
            _cancellation.CheckNow();
            if (groups is not null)
                groups.Collect(window);
            else if (_folding is not null)
                _folding.Collect(number, segment, masks, window);
            else
                Collect(segment, masks, window);
        }

        _total += groups?.Finish() ?? 0;
        foreach (var facet in _facets)
            facet.End();
    }

    /// <summary>The score that a document must exceed to become a hit. Documents ascend, so one with an equal score ranks lower.</summary>
    private double Threshold()
    {
        if (_folding is not null)
            return _folding.Threshold;
        return _request.Collapse || _sort is not null || !_top.IsFull ? double.NegativeInfinity : _top.WorstScore;
    }

    private void Collect(SegmentView segment, SegmentMasks masks, Window window)
    {
        // With a sort order the threshold is -∞; without one most documents are refused by their score alone once the list is full.
        var threshold = Threshold();
        for (var words = Window.NonZero(window.Matches); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            _total += BitOperations.PopCount(window.Matches[i] & Word(masks.Hits, (window.Start >> 6) + i));
            for (var scored = window.Scored[i]; scored != 0; scored &= scored - 1)
            {
                var offset = i * 64 + BitOperations.TrailingZeroCount(scored);
                var score = (float)window.Scores[offset];
                if (score <= threshold)
                    continue;
                var document = window.Start + offset;
                _top.Offer(new Rank(SortKey(segment, document), score, segment.First + document));
                threshold = Threshold();
            }
        }

        for (var f = 0; f < _facets.Length; f++)
            _facets[f].Count(window, masks.Facet(f));
    }

    private static ulong Word(BitSet? mask, int word) => mask is null ? ulong.MaxValue : mask.Words[word];

    private long SortKey(SegmentView segment, int document)
    {
        if (_sort is not { } field)
            return 0;
        var column = segment.Reader.Numbers[field];
        var ordinal = column.Ordinals[document];
        if (ordinal == 0)
            return long.MinValue;
        return _request.Sort!.Descending ? column.Value(ordinal) : -(long)column.Value(ordinal);
    }
}
