using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Scoring;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>
/// The documents of one term, one by one or by ranges. Targets and ranges passed to its methods must ascend.
/// </summary>
internal sealed class TermCursor : Cursor
{
    /// <summary>Above the rounding errors by which a sum of scores may exceed the sum of bounds.</summary>
    private const float Slack = 1.00001f;

    private readonly PostingsReader _postings;
    private readonly FieldWeights _weights;
    private readonly FieldLengths _lengths;
    private readonly float _idf;
    private readonly float _impactScale;
    private readonly uint[] _documents = new uint[PostingsFormat.Block];
    private readonly uint[] _codes = new uint[PostingsFormat.Block];
    private float[]? _scores;
    private int _block = -1;
    private int _codesOf = -1;
    private int _count;
    private int _at;
    private int _boundBlock;
    private float _shortBound = float.NaN;

    /// <param name="impactScale">The factor by which tf' may exceed the postings' impacts: see <see cref="PostingsFormat"/>.</param>
    public TermCursor(PostingsReader postings, FieldWeights weights, FieldLengths lengths, float idf, float impactScale)
    {
        (_postings, _weights, _lengths, _idf, _impactScale) = (postings, weights, lengths, idf, impactScale * Slack);
    }

    public override long Cost => _postings.Count;

    public override int Advance(int target)
    {
        if (target == End)
            return Document = End;
        LoadBlock(_postings.Seek(Math.Max(_block, 0), target));
        while (true)
        {
            SkipTo(target);
            while (_at < _count && !MatchesField())
                _at++;
            if (_at < _count)
                return Document = (int)_documents[_at];
            if (_block + 1 >= _postings.BlockCount)
                return Document = End;
            LoadBlock(_block + 1);
        }
    }

    public override double Score()
    {
        LoadCodes();
        return Bm25.Score(_idf, _weights.WeightedFrequency(_lengths, Document, (int)_codes[_at]));
    }

    /// <summary>No document from <paramref name="target"/> to <paramref name="last"/> scores above what this returns.</summary>
    public float BoundAt(int target, out int last)
    {
        _boundBlock = _postings.Seek(_boundBlock, target);
        last = _postings.Last(_boundBlock);
        return _boundBlock < _postings.BlockCount ? Bound(_boundBlock) : 0;
    }

    /// <summary>
    /// No document from <paramref name="from"/> to before <paramref name="end"/> scores above what this returns, which is 0 only where
    /// there is none.
    /// </summary>
    public float BoundIn(int from, int end)
    {
        _boundBlock = _postings.Seek(_boundBlock, from);
        float bound = 0;
        for (var block = _boundBlock; block < _postings.BlockCount && _postings.First(block) < end; block++)
            bound = Math.Max(bound, Bound(block));
        return bound;
    }

    /// <summary>True when there is nothing at or after a document.</summary>
    public bool EndsBefore(int target) => _postings.Seek(_boundBlock, target) >= _postings.BlockCount;

    /// <summary>Marks the documents of a range that begins a window, and adds their scores.</summary>
    public void Add(int from, int end, ulong[] marks, double[] scores)
    {
        _scores ??= new float[PostingsFormat.Block];
        LoadBlock(_postings.Seek(Math.Max(_block, 0), from));
        for (; _block < _postings.BlockCount && _postings.First(_block) < end; LoadBlock(_block + 1))
        {
            SkipTo(from);
            var first = _at;
            _at = IndexOf(end);
            LoadCodes();
            var documents = _documents.AsSpan(first, _at - first);
            var own = _scores.AsSpan(0, documents.Length);
            _weights.WeightedFrequencies(_lengths, documents, _codes.AsSpan(first, documents.Length), own);
            Bm25.Scores(_idf, own);
            for (var i = 0; i < documents.Length; i++)
            {
                // A score of 0: the term is in another field than the one that counts.
                if (own[i] == 0)
                    continue;
                var offset = (int)documents[i] - from;
                marks[offset >> 6] |= 1UL << offset;
                scores[offset] += own[i];
            }

            if (_at < _count)
                break;
        }
    }

    private float Bound(int block)
    {
        var impact = _postings.Impact(block);
        if (float.IsPositiveInfinity(impact))
            return float.IsNaN(_shortBound) ? _shortBound = BoundOfShortList() : _shortBound;
        return Bm25.Score(_idf, impact * _impactScale);
    }

    /// <summary>The bound of a list without full blocks, which has no stored impacts: the greatest score of all its postings.</summary>
    private float BoundOfShortList()
    {
        Span<uint> documents = stackalloc uint[PostingsFormat.Block];
        Span<uint> codes = stackalloc uint[PostingsFormat.Block];
        Span<float> frequencies = stackalloc float[PostingsFormat.Block];
        var count = _postings.ReadDocuments(0, documents);
        _postings.ReadCodes(0, codes);
        _weights.WeightedFrequencies(_lengths, documents[..count], codes[..count], frequencies[..count]);
        float greatest = 0;
        foreach (var frequency in frequencies[..count])
            greatest = Math.Max(greatest, frequency);
        return Bm25.Score(_idf, greatest);
    }

    private bool MatchesField()
    {
        if (_weights.OnlyField is not { } field)
            return true;
        LoadCodes();
        return _weights.FieldFrequencies[(int)_codes[_at]][field] > 0;
    }

    private void SkipTo(int target)
    {
        if (_at < _count && (int)_documents[_at] < target)
            _at = IndexOf(target);
    }

    /// <summary>The index in the block of the first document at or after a target, from the current one on.</summary>
    private int IndexOf(int target)
    {
        int low = _at, high = _count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if ((int)_documents[middle] < target)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void LoadBlock(int block)
    {
        if (block == _block)
            return;
        (_block, _at) = (block, 0);
        _count = block < _postings.BlockCount ? _postings.ReadDocuments(block, _documents) : 0;
    }

    private void LoadCodes()
    {
        if (_codesOf == _block)
            return;
        _codesOf = _block;
        _postings.ReadCodes(_block, _codes);
    }
}
