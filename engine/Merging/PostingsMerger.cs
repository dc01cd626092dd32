using System.Diagnostics;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Terms;

namespace KnowledgeBase.Engine.Merging;

/// <summary>Enumerates the terms of several segments, ascending, each with its postings from all of them.</summary>
internal sealed class PostingsMerger
{
    private readonly MergeSource[] _sources;
    private readonly TermReader.TermEnumerator[] _terms;
    private readonly uint[][] _codesBySource;

    /// <summary>A binary heap of the sources that have a term left: the term × 2^32 + the source.</summary>
    private readonly ulong[] _heap;
    private int _heapCount;
    private readonly CancellationToken _cancel;
    private uint[] _documents = new uint[1024];
    private uint[] _codes = new uint[1024];
    private int _steps;

    public PostingsMerger(MergeSource[] sources, int fields, CancellationToken cancel)
    {
        (_sources, _cancel) = (sources, cancel);
        _terms = [.. sources.Select(source => source.Reader.Terms.Enumerate())];
        var builder = new FieldFrequenciesBuilder(fields);
        _codesBySource = new uint[sources.Length][];
        _heap = new ulong[sources.Length];
        for (var s = 0; s < sources.Length; s++)
        {
            var from = sources[s].Reader.FieldFrequencies;
            _codesBySource[s] = new uint[from.Count];
            for (var p = 0; p < from.Count; p++)
            {
                var code = builder.CodeOf(from[p]);
                _codesBySource[s][p] = (uint)code;
                // Use counts are not stored, but codes are in the order of use: approximate the counts by it.
                builder.CountUse(code, long.MaxValue / sources.Length / (p + 2));
            }

            if (_terms[s].Next())
                Insert((ulong)_terms[s].Term << 32 | (uint)s);
        }

        var (frequencies, codes) = builder.Finish();
        FieldFrequencies = frequencies;
        foreach (var map in _codesBySource)
            foreach (ref var code in map.AsSpan())
                code = (uint)codes[code];
    }

    public FieldFrequencies FieldFrequencies { get; }

    public uint Term { get; private set; }

    /// <summary>May be 0, when all documents of a term are deleted.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<uint> Documents => _documents.AsSpan(0, Count);

    public ReadOnlySpan<uint> Codes => _codes.AsSpan(0, Count);

    public bool Next()
    {
        if ((++_steps & 1023) == 0)
            _cancel.ThrowIfCancellationRequested();
        if (_heapCount == 0)
            return false;
        Term = (uint)(_heap[0] >> 32);
        Count = 0;
        // Equal terms come in the order of their segments, so documents ascend.
        do
        {
            var source = (int)(uint)_heap[0];
            Append(source);
            var terms = _terms[source];
            ReplaceFirst(terms.Next() ? (ulong)terms.Term << 32 | (uint)source : _heap[--_heapCount]);
        }
        while (_heapCount > 0 && (uint)(_heap[0] >> 32) == Term);
        return true;
    }

    private void Append(int source)
    {
        var terms = _terms[source];
        var section = _sources[source].Reader.PostingsBytes;
        Reserve(PostingsFormat.Block);
        var read = PostingsReader.ReadShort(section, terms.Offset, terms.Length, _documents.AsSpan(Count), _codes.AsSpan(Count));
        if (read >= 0)
            Keep(source, read);
        else
            AppendBlocks(source, new PostingsReader(section, terms.Offset, terms.Length));
        _sources[source].ReleasePostings(terms.Offset);
    }

    private void AppendBlocks(int source, PostingsReader postings)
    {
        Reserve(postings.Count + PostingsFormat.Block);
        for (var block = 0; block < postings.BlockCount; block++)
        {
            var read = postings.ReadDocuments(block, _documents.AsSpan(Count));
            postings.ReadCodes(block, _codes.AsSpan(Count));
            Keep(source, read);
        }
    }

    private void Reserve(int count)
    {
        if (_documents.Length - Count >= count)
            return;
        Array.Resize(ref _documents, (Count + count) * 2);
        Array.Resize(ref _codes, _documents.Length);
    }

    /// <summary>Of postings that were read behind the others, gives those that stay the numbers and codes of the merged segment.</summary>
    private void Keep(int source, int read)
    {
        var numbers = _sources[source].Documents;
        var codes = _codesBySource[source];
        var kept = Count;
        for (var i = Count; i < Count + read; i++)
        {
            var number = numbers[_documents[i]];
            if (number < 0)
                continue;
            Debug.Assert(kept == 0 || _documents[kept - 1] < (uint)number, "merged documents ascend");
            _documents[kept] = (uint)number;
            _codes[kept++] = codes[_codes[i]];
        }

        Count = kept;
    }

    private void Insert(ulong entry)
    {
        var at = _heapCount++;
        for (; at > 0 && _heap[(at - 1) / 2] > entry; at = (at - 1) / 2)
            _heap[at] = _heap[(at - 1) / 2];
        _heap[at] = entry;
    }

    /// <summary>Puts an entry in place of the least. Invariant: no entry is less than the one at half its index.</summary>
    private void ReplaceFirst(ulong entry)
    {
        var heap = _heap.AsSpan(0, _heapCount);
        if (heap.IsEmpty)
            return;
        var at = 0;
        // Ends because each round goes down a level.
        while (at * 2 + 1 < heap.Length)
        {
            var child = at * 2 + 1;
            if (child + 1 < heap.Length && heap[child + 1] < heap[child])
                child++;
            if (heap[child] >= entry)
                break;
            heap[at] = heap[child];
            at = child;
        }

        heap[at] = entry;
    }
}
