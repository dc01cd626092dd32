using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KnowledgeBase.Engine.Codecs;
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
    private readonly BitSet? _members;
    private readonly uint[] _documents = new uint[PostingsFormat.Block];
    private readonly uint[] _codes = new uint[PostingsFormat.Block];
    private int _block = -1;
    private int _codesOf = -1;
    private int _count;
    private int _at;
    private int _boundBlock;
    private float _shortBound = float.NaN;
    private BlockRange? _range;

    /// <param name="members">The documents of the term as a set, where there is one.</param>
    /// <param name="impactScale">The factor by which tf' may exceed the postings' impacts: see <see cref="PostingsFormat"/>.</param>
    public TermCursor(PostingsReader postings, FieldWeights weights, FieldLengths lengths, float idf, float impactScale, BitSet? members)
    {
        (_postings, _weights, _lengths, _idf, _impactScale, _members) = (postings, weights, lengths, idf, impactScale * Slack, members);
    }

    public override long Cost => _postings.Count;

    public override int Advance(int target)
    {
        Debug.Assert(target > Document, "targets ascend");
        if (target == End)
            return Document = End;
        // Most targets are in the block at hand.
        if (_count == 0 || (int)_documents[_count - 1] < target)
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

    /// <summary>The field frequencies of <see cref="Cursor.Document"/>, to be given to <see cref="AddScores"/>.</summary>
    public uint Code()
    {
        LoadCodes();
        return _codes[_at];
    }

    /// <summary>
    /// Adds the scores of documents with the codes that this has for them: what <see cref="Score"/> says of each, but with the memory
    /// looked up side by side.
    /// </summary>
    public void AddScores(ReadOnlySpan<uint> documents, ReadOnlySpan<uint> codes, Span<float> scratch, Span<double> sums)
    {
        scratch = scratch[..documents.Length];
        _weights.WeightedFrequencies(_lengths, documents, codes, scratch);
        Bm25.Scores(_idf, scratch);
        for (var i = 0; i < scratch.Length; i++)
            sums[i] += scratch[i];
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
            if (!IsWide(block, end - from) || FirstOfRange(block, from) < end)
                bound = Math.Max(bound, Bound(block));
        return bound;
    }

    /// <summary>
    /// A document at or before the first one from a target on, and at or after the target; <see cref="Cursor.End"/> where there is none.
    /// </summary>
    public int FirstFrom(int target, int window)
    {
        _boundBlock = _postings.Seek(_boundBlock, target);
        if (_boundBlock >= _postings.BlockCount)
            return End;
        if (!IsWide(_boundBlock, window))
            return Math.Max(target, _postings.First(_boundBlock));
        return FirstOfRange(_boundBlock, target);
    }

    /// <summary>Marks the documents of a range that begins a window, and adds their scores.</summary>
    /// <param name="held">Where a weight is added for each of them as well, or null.</param>
    public void Add(int from, int end, ulong[] marks, double[] scores, double[]? held = null, double weight = 0)
    {
        _range ??= new BlockRange();
        _range.Scores ??= new float[PostingsFormat.Block];
        for (var block = SeekRange(from); block < _postings.BlockCount && _postings.First(block) < end; block++)
        {
            LoadRange(block);
            LoadRangeCodes();
            var first = IndexOf(_range.Documents, 0, _range.Count, from);
            var last = IndexOf(_range.Documents, first, _range.Count, end);
            var documents = _range.Documents.AsSpan(first, last - first);
            var own = _range.Scores.AsSpan(0, documents.Length);
            _weights.WeightedFrequencies(_lengths, documents, _range.Codes.AsSpan(first, documents.Length), own);
            Bm25.Scores(_idf, own);
            for (var i = 0; i < documents.Length; i++)
            {
                // A score of 0: the term is in another field than the one that counts.
                if (own[i] == 0)
                    continue;
                var offset = (int)documents[i] - from;
                marks[offset >> 6] |= 1UL << offset;
                scores[offset] += own[i];
                if (held is not null)
                    held[offset] += weight;
            }

            if (last < _range.Count)
                break;
        }
    }

    /// <summary>Marks the documents of a range that begins a window, without scores.</summary>
    public void Mark(int from, int end, ulong[] marks)
    {
        if (IsSet)
        {
            var words = WordsFrom(from, marks.Length);
            for (var i = 0; i < words.Length; i++)
                marks[i] |= words[i];
            return;
        }

        for (var block = SeekRange(from); block < _postings.BlockCount && _postings.First(block) < end; block++)
        {
            LoadRange(block);
            var documents = _range!.Documents.AsSpan(0, _range.Count);
            if (_weights.OnlyField is { } field)
                MarkOfField(field, documents, from, end, marks);
            else
                Mark(documents, from, end, marks);
            if ((int)documents[^1] >= end)
                break;
        }
    }

    /// <summary>Whether <see cref="KeepMarked"/> can be used, and <see cref="Mark(int, int, ulong[])"/> takes no time.</summary>
    public bool IsSet => _members is not null && _weights.OnlyField is null;

    /// <summary>False only where the document does not have the term; answers at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHave(int document) => _members is null || _members[document];

    /// <summary>Unmarks the documents of a range that begins a window and do not have the term.</summary>
    public void KeepMarked(int from, ulong[] marks)
    {
        var words = WordsFrom(from, marks.Length);
        for (var i = 0; i < words.Length; i++)
            marks[i] &= words[i];
        marks.AsSpan(words.Length).Clear();
    }

    private ReadOnlySpan<ulong> WordsFrom(int from, int count)
    {
        Debug.Assert((from & 63) == 0, "a window begins with a word");
        var words = _members!.Words.AsSpan(from >> 6);
        return words[..Math.Min(count, words.Length)];
    }

    private static void Mark(ReadOnlySpan<uint> documents, int from, int end, ulong[] marks)
    {
        // One comparison for both ends: what is before the range is a great number.
        var size = (uint)(end - from);
        foreach (var document in documents)
        {
            var offset = document - (uint)from;
            if (offset < size)
                marks[offset >> 6] |= 1UL << (int)offset;
        }
    }

    private void MarkOfField(int field, ReadOnlySpan<uint> documents, int from, int end, ulong[] marks)
    {
        LoadRangeCodes();
        for (var i = 0; i < documents.Length; i++)
        {
            var offset = (int)documents[i] - from;
            if (offset >= 0 && offset < end - from && _weights.FieldFrequencies[(int)_range!.Codes[i]][field] > 0)
                marks[offset >> 6] |= 1UL << offset;
        }
    }

    /// <summary>Whether a block may have no document in a window in its middle.</summary>
    private bool IsWide(int block, int window) => (long)_postings.Last(block) - _postings.First(block) > window;

    /// <summary>The first document of a block from a target on, or the last one of the block + 1 or more.</summary>
    private int FirstOfRange(int block, int target)
    {
        LoadRange(block);
        var at = IndexOf(_range!.Documents, 0, _range.Count, target);
        if (at < _range.Count)
            return (int)_range.Documents[at];
        return block + 1 < _postings.BlockCount ? _postings.First(block + 1) : End;
    }

    private int SeekRange(int from) => _boundBlock = _postings.Seek(_boundBlock, from);

    private void LoadRange(int block)
    {
        _range ??= new BlockRange();
        if (_range.Block == block)
            return;
        _range.Block = block;
        _range.Count = _postings.ReadDocuments(block, _range.Documents);
    }

    private void LoadRangeCodes()
    {
        if (_range!.CodesOf == _range.Block)
            return;
        _range.CodesOf = _range.Block;
        _postings.ReadCodes(_range.Block, _range.Codes);
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
            _at = IndexOf(_documents, _at, _count, target);
    }

    /// <summary>The index of the first of some documents at or after a target.</summary>
    internal static int IndexOf(uint[] documents, int from, int count, int target)
    {
        // Mostly it is one of the next few: eight at a time.
        var at = from;
        if (Vector256.IsHardwareAccelerated)
            for (; at + Vector256<uint>.Count <= count; at += Vector256<uint>.Count)
                if (~Vector256.LessThan(Vector256.Create<uint>(documents.AsSpan(at)), Vector256.Create((uint)target))
                    .ExtractMostSignificantBits() is var beyond && (byte)beyond != 0)
                    return at + BitOperations.TrailingZeroCount(beyond);
        while (at < count && (int)documents[at] < target)
            at++;
        return at;
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

    /// <summary>The block that the methods with ranges are at, which is not the one of the document at hand.</summary>
    private sealed class BlockRange
    {
        public uint[] Documents { get; } = new uint[PostingsFormat.Block];

        public uint[] Codes { get; } = new uint[PostingsFormat.Block];

        public float[]? Scores { get; set; }

        public int Block { get; set; } = -1;

        public int CodesOf { get; set; } = -1;

        public int Count { get; set; }
    }
}
