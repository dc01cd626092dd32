using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Answers one request: walks the cursor of each segment, filters, counts, keeps the best.</summary>
internal sealed class Searcher
{
    readonly IndexView _index;
    readonly SearchRequest _request;
    readonly Patience _patience;
    readonly QueryCompiler _compiler;
    readonly TopHits _top;
    readonly FacetCounter[] _facets;
    readonly string[] _filterFields;
    readonly int? _sort;
    long _total;

    /// <exception cref="ArgumentException">The request names an unknown field or exceeds a limit.</exception>
    public Searcher(IndexView index, SearchRequest request, IndexOptions options, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.Offset);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Limit);
        _index = index;
        _request = request;
        _patience = new Patience(cancel);
        _patience.Look();
        _compiler = new QueryCompiler(request.Query, index, options, _patience);
        _top = new TopHits((int)Math.Min((long)request.Offset + request.Limit, int.MaxValue));
        _facets = [.. request.Facets.Select(facet => new FacetCounter(facet, index.Schema))];
        _filterFields = [.. request.Filters.Select(filter => filter.Field).Distinct()];
        foreach (var filter in request.Filters)
            FilterCompiler.Validate(filter, index.Schema);
        if (request.Sort is { } sort)
            _sort = Fields.Number(index.Schema, sort.Field) ?? throw Fields.Unknown("number", sort.Field, index.Schema.Numbers);
    }

    public SearchResult Run()
    {
        foreach (var segment in _index.Segments)
            if (_compiler.Compile(_request.Query, segment) is { } cursor)
                Walk(segment, cursor);
        Hit[] hits = [.. _top.InOrder().Skip(_request.Offset).Select(rank => new Hit(rank.Document, rank.Score))];
        return new SearchResult(_total, hits, _facets.ToDictionary(facet => facet.Field, facet => facet.Result()));
    }

    void Walk(SegmentView segment, Cursor cursor)
    {
        var filters = CompileFilters(segment);
        foreach (var facet in _facets)
            facet.Begin(segment.Reader);
        var groups = new GroupWalk(segment.Reader);
        Rank? bestOfGroup = null;
        var group = -1;
        for (var document = cursor.Next(); document != Cursor.End; document = cursor.Next())
        {
            _patience.Step();
            if (segment.IsDead(document))
                continue;
            if (_request.Collapse)
                group = groups.GroupOf(document);
            var refusing = Refusing(filters, document, out var refusals);
            if (refusals <= 1)
                Count(document, group, refusals == 0 ? null : _filterFields[refusing]);
            if (refusals > 0)
                continue;
            var rank = new Rank(SortKey(segment, document), (float)cursor.Score(), segment.First + document);
            if (!_request.Collapse)
            {
                _total++;
                _top.Offer(rank);
            }
            else if (groups.IsNewHit())
            {
                _total++;
                if (bestOfGroup is { } best)
                    _top.Offer(best);
                bestOfGroup = rank;
            }
            else if (rank.CompareTo(bestOfGroup!.Value) < 0)
            {
                bestOfGroup = rank;
            }
        }
        if (bestOfGroup is { } last)
            _top.Offer(last);
        foreach (var facet in _facets)
            facet.End();
    }

    /// <summary>For each field with filters, the documents that pass them all.</summary>
    Bits[] CompileFilters(SegmentView segment)
    {
        var sets = new Bits?[_filterFields.Length];
        foreach (var filter in _request.Filters)
        {
            var members = FilterCompiler.Compile(filter, _index.Schema, segment.Reader);
            ref var set = ref sets[Array.IndexOf(_filterFields, filter.Field)];
            if (set is null)
                set = members;
            else
                for (var i = 0; i < members.Words.Length; i++)
                    set.Words[i] &= members.Words[i];
        }
        return sets!;
    }

    static int Refusing(Bits[] filters, int document, out int count)
    {
        var refusing = -1;
        count = 0;
        for (var i = 0; i < filters.Length && count < 2; i++)
        {
            if (filters[i][document])
                continue;
            refusing = i;
            count++;
        }
        return refusing;
    }

    /// <param name="only">The one field whose own filter refuses the document, or null where none does.</param>
    void Count(int document, int group, string? only)
    {
        foreach (var facet in _facets)
        {
            if (only is not null && facet.Field != only)
                continue;
            if (_request.Collapse)
                facet.CountGroup(document, group);
            else
                facet.Count(document);
        }
    }

    long SortKey(SegmentView segment, int document)
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
