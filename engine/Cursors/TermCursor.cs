using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Scoring;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>
/// The documents of one term. Besides one by one, they can be had by ranges: all methods that take a range or a target are called with
/// ascending ones.
/// </summary>
internal sealed class TermCursor : Cursor
{
    /// <summary>More than what rounding in another order can make of a bound.</summary>
    private const float Slack = 1.00001f;

    private readonly PostingsReader _postings;
    private readonly FieldWeights _weights;
    private readonly FieldLengths _lengths;
    private readonly float _idf;
    private readonly float _impactScale;
    private readonly uint[] _documents = new uint[PostingsFormat.Block];
    private readonly uint[] _profiles = new uint[PostingsFormat.Block];
    private float[]? _scores;
    private int _block = -1;
    private int _profilesOf = -1;
    private int _count;
    private int _at;
    private int _ahead;
    private float _shortBound = float.NaN;

    /// <param name="impactScale">By how much tf' may exceed what the postings' impacts say: see <see cref="PostingsFormat"/>.</param>
    public TermCursor(PostingsReader postings, FieldWeights weights, FieldLengths lengths, float idf, float impactScale)
    {
        (_postings, _weights, _lengths, _idf, _impactScale) = (postings, weights, lengths, idf, impactScale * Slack);
    }

    public override long Cost => _postings.Count;

    public override int Advance(int target)
    {
        if (target == End)
            return Document = End;
        Load(_postings.Seek(Math.Max(_block, 0), target));
        while (true)
        {
            Skip(target);
            while (_at < _count && !HoldsField())
                _at++;
            if (_at < _count)
                return Document = (int)_documents[_at];
            if (_block + 1 >= _postings.BlockCount)
                return Document = End;
            Load(_block + 1);
        }
    }

    public override double Score()
    {
        LoadProfiles();
        return Bm25.Score(_idf, _weights.Frequency(_lengths, Document, (int)_profiles[_at]));
    }

    /// <summary>No document from <paramref name="target"/> to <paramref name="last"/> scores above what this returns.</summary>
    public float BoundAt(int target, out int last)
    {
        _ahead = _postings.Seek(_ahead, target);
        last = _postings.Last(_ahead);
        return _ahead < _postings.BlockCount ? Bound(_ahead) : 0;
    }

    /// <summary>No document from <paramref name="from"/> to before <paramref name="end"/> scores above what this returns, which is 0 only where there is none.</summary>
    public float BoundIn(int from, int end)
    {
        _ahead = _postings.Seek(_ahead, from);
        float bound = 0;
        for (var block = _ahead; block < _postings.BlockCount && _postings.First(block) < end; block++)
            bound = Math.Max(bound, Bound(block));
        return bound;
    }

    /// <summary>True when there is nothing at or after a document.</summary>
    public bool EndsBefore(int target) => _postings.Seek(_ahead, target) >= _postings.BlockCount;

    /// <summary>Marks the documents of a range that begins a window, and adds their scores.</summary>
    public void Add(int from, int end, ulong[] marks, double[] scores)
    {
        _scores ??= new float[PostingsFormat.Block];
        for (Load(_postings.Seek(Math.Max(_block, 0), from)); _block < _postings.BlockCount && _postings.First(_block) < end; Load(_block + 1))
        {
            Skip(from);
            var first = _at;
            _at = PlaceOf(end);
            LoadProfiles();
            var documents = _documents.AsSpan(first, _at - first);
            var own = _scores.AsSpan(0, documents.Length);
            _weights.Frequencies(_lengths, documents, _profiles.AsSpan(first, documents.Length), own);
            Bm25.Scores(_idf, own);
            for (var i = 0; i < documents.Length; i++)
            {
                // A score of 0: the term is in another field than the one that counts.
                if (own[i] == 0)
                    continue;
                var place = (int)documents[i] - from;
                marks[place >> 6] |= 1UL << place;
                scores[place] += own[i];
            }

            if (_at < _count)
                break;
        }
    }

    private float Bound(int block)
    {
        var impact = _postings.Impact(block);
        if (float.IsPositiveInfinity(impact))
            return float.IsNaN(_shortBound) ? _shortBound = ShortBound() : _shortBound;
        return Bm25.Score(_idf, impact * _impactScale);
    }

    /// <summary>A list without full blocks has no impacts on record and is looked through.</summary>
    private float ShortBound()
    {
        Span<uint> documents = stackalloc uint[PostingsFormat.Block];
        Span<uint> profiles = stackalloc uint[PostingsFormat.Block];
        Span<float> frequencies = stackalloc float[PostingsFormat.Block];
        var count = _postings.ReadDocuments(0, documents);
        _postings.ReadProfiles(0, profiles);
        _weights.Frequencies(_lengths, documents[..count], profiles[..count], frequencies[..count]);
        float greatest = 0;
        foreach (var frequency in frequencies[..count])
            greatest = Math.Max(greatest, frequency);
        return Bm25.Score(_idf, greatest);
    }

    private bool HoldsField()
    {
        if (_weights.Only is not { } field)
            return true;
        LoadProfiles();
        return _weights.Profiles[(int)_profiles[_at]][field] > 0;
    }

    private void Skip(int target)
    {
        if (_at < _count && (int)_documents[_at] < target)
            _at = PlaceOf(target);
    }

    /// <summary>The place of the first document at or after a target, from the current place on.</summary>
    private int PlaceOf(int target)
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

    private void Load(int block)
    {
        if (block == _block)
            return;
        (_block, _at) = (block, 0);
        _count = block < _postings.BlockCount ? _postings.ReadDocuments(block, _documents) : 0;
    }

    private void LoadProfiles()
    {
        if (_profilesOf == _block)
            return;
        _profilesOf = _block;
        _postings.ReadProfiles(_block, _profiles);
    }
}
