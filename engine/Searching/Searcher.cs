using System.Numerics;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Cursors;

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
    private readonly bool _counting;
    private readonly int? _sort;
    private long _total;

    /// <exception cref="IndexArgumentException">The request names an unknown field or exceeds a limit.</exception>
    public Searcher(IndexView index, SearchRequest request, IndexOptions options, CancellationToken cancel)
    {
        if (request.Offset < 0 || request.Limit < 0)
            throw new IndexArgumentException($"offset and limit are at least 0, not {request.Offset} and {request.Limit}.");
        _index = index;
        _request = request;
        _cancellation = new CancellationCheck(cancel);
        _cancellation.CheckNow();
        _compiler = new QueryCompiler(request.Query, index, options, _cancellation);
        _top = new TopHits((int)Math.Min((long)request.Offset + request.Limit, int.MaxValue));
        _facets = [.. request.Facets.Select(facet => new FacetCounter(facet, index.Schema))];
        foreach (var filter in request.Filters)
            FilterCompiler.Validate(filter, index.Schema);
        if (request.Sort is { } sort)
            _sort = Fields.Number(index.Schema, sort.Field) ?? throw Fields.Unknown("number", sort.Field, index.Schema.Numbers);
        _counting = request.ExactTotal || request.Collapse || _sort is not null || _facets.Length > 0;
    }

    public SearchResult Run()
    {
        // The thread's window is taken while in use, so that a nested search creates its own.
        var window = _spareWindow ?? new Window();
        _spareWindow = null;
        foreach (var segment in _index.Segments)
            Run(segment, window);
        window.MoveTo(0);
        _spareWindow = window;
        Hit[] hits = [.. _top.InOrder().Skip(_request.Offset).Select(rank => new Hit(rank.Document, rank.Score))];
        return new SearchResult(_total, hits, _facets.ToDictionary(facet => facet.Field, facet => facet.Result()));
    }

    private void Run(SegmentView segment, Window window)
    {
        var masks = new SegmentMasks(_request, _index.Schema, segment);
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
            else
                Collect(segment, masks, window);
        }

        _total += groups?.Finish() ?? 0;
        foreach (var facet in _facets)
            facet.End();
    }

    /// <summary>The score that a document must exceed to become a hit. Documents ascend, so one with an equal score ranks lower.</summary>
    private double Threshold() => _request.Collapse || _sort is not null || !_top.IsFull ? double.NegativeInfinity : _top.WorstScore;

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
