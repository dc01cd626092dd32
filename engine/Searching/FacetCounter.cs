using System.Numerics;
using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Columns;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Counts the values of one field over the segments of an index.</summary>
internal sealed class FacetCounter
{
    private readonly FacetRequest _request;
    private readonly int? _keyword;
    private readonly int? _number;
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _without;
    private Column? _column;
    private long[] _segment = [];
    private int[] _lastGroup = [];

    /// <summary>
    /// Numbers of the values over all segments, from 1, and by segment of its ordinals; 0 for not known yet and for no value.
    /// </summary>
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int[]?> _segmentNumbers = [];

    /// <summary>By number: how many groups have the value, and the last that was counted, plus one.</summary>
    private readonly List<(long Count, int LastGroup)> _groups = [default];

    /// <exception cref="IndexArgumentException">The field is unknown or a limit is negative.</exception>
    public FacetCounter(FacetRequest request, IndexSchema schema)
    {
        _request = request;
        if (request.Limit < 0)
            throw new IndexArgumentException($"the limit of facet values is at least 0, not {request.Limit}.");
        _keyword = Fields.Keyword(schema, request.Field);
        _number = Fields.Number(schema, request.Field);
        if (_keyword is null && _number is null)
            throw Fields.Unknown("keyword or number", request.Field, [.. schema.Keywords, .. schema.Numbers]);
    }

    public string Field => _request.Field;

    public void Begin(SegmentReader segment)
    {
        _column = ColumnOf(segment);
        _segment = new long[_column.Count + 1];
        _lastGroup = [];
    }

    /// <summary>Counts the matches of a window that a mask lets through.</summary>
    /// <param name="except">Documents that are not counted, or null.</param>
    public void Count(Window window, BitSet? mask, BitSet? except = null)
    {
        switch (_column!.Ordinals.Width)
        {
            case 1:
                Count(window, mask, except, _column.Ordinals.All<byte>());
                break;
            case 2:
                Count(window, mask, except, _column.Ordinals.All<ushort>());
                break;
            default:
                Count(window, mask, except, _column.Ordinals.All<int>());
                break;
        }
    }

    private void Count<T>(Window window, BitSet? mask, BitSet? except, ReadOnlySpan<T> ordinals) where T : unmanaged, IBinaryInteger<T>
    {
        var counts = _segment;
        for (var words = Window.NonZero(window.Matches); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            var at = (window.Start >> 6) + i;
            var own = ordinals[(at * 64)..];
            var counted = window.Matches[i] & (mask is null ? ulong.MaxValue : mask.Words[at]) & ~(except is null ? 0 : except.Words[at]);
            for (var word = counted; word != 0; word &= word - 1)
                counts[int.CreateTruncating(own[BitOperations.TrailingZeroCount(word)])]++;
        }
    }

    /// <summary>Counts a value once for each group. Documents of a group are counted one after another.</summary>
    public void CountGroup(int document, int group)
    {
        if (_lastGroup.Length == 0)
        {
            _lastGroup = new int[_segment.Length];
            _lastGroup.AsSpan().Fill(-1);
        }

        var ordinal = _column!.Ordinals[document];
        if (_lastGroup[ordinal] == group)
            return;
        _lastGroup[ordinal] = group;
        _segment[ordinal]++;
    }

    /// <summary>
    /// Counts a value once for each of some groups, whose documents come from any segment, one group's after another's.
    /// </summary>
    /// <param name="number">The place of the segment among the segments.</param>
    public void CountOnce(SegmentReader segment, int number, int document, int group)
    {
        var column = ColumnOf(segment);
        while (_segmentNumbers.Count <= number)
            _segmentNumbers.Add(null);
        var numbers = _segmentNumbers[number] ??= new int[column.Count + 1];
        var ordinal = column.Ordinals[document];
        if (ordinal > 0 && numbers[ordinal] == 0)
            numbers[ordinal] = NumberOf(column.Text(ordinal));
        ref var value = ref CollectionsMarshal.AsSpan(_groups)[numbers[ordinal]];
        if (value.LastGroup != group + 1)
            value = (value.Count + 1, group + 1);
    }

    /// <summary>Adds what <see cref="CountOnce"/> counted.</summary>
    public void EndGroups()
    {
        _without += _groups[0].Count;
        foreach (var (value, number) in _numbers)
            if (_groups[number].Count > 0)
                _counts[value] = _counts.GetValueOrDefault(value) + _groups[number].Count;
    }

    private int NumberOf(string value)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, value, out var known);
        if (!known)
        {
            number = _groups.Count;
            _groups.Add(default);
        }

        return number;
    }

    private Column ColumnOf(SegmentReader segment) => _keyword is { } k ? segment.Keywords[k] : segment.Numbers[_number!.Value];

    public void End()
    {
        _without += _segment[0];
        for (var ordinal = 1; ordinal < _segment.Length; ordinal++)
        {
            if (_segment[ordinal] == 0)
                continue;
            var value = _column!.Text(ordinal);
            _counts[value] = _counts.GetValueOrDefault(value) + _segment[ordinal];
        }
    }

    public IReadOnlyList<FacetCount> Result()
    {
        IEnumerable<FacetCount> counts = _counts.Select(entry => new FacetCount(entry.Key, entry.Value));
        if (_request.Containing is { Length: > 0 } part)
        {
            var matcher = new SubstringMatcher(part, Folding.Current);
            counts = counts.Where(count => matcher.IndexIn(count.Value) >= 0);
        }
        else if (_without > 0)
        {
            counts = counts.Append(new FacetCount(null, _without));
        }

        return [.. counts
            .OrderByDescending(count => count.Count)
            .ThenBy(count => count.Value, StringComparer.Ordinal)
            .Take(_request.Limit)];
    }
}
