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
    private readonly PriorityQueue<int, (uint Term, int Source)> _queue = new();
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

            Advance(s);
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
        if (!_queue.TryPeek(out _, out var first))
            return false;
        Term = first.Term;
        Count = 0;
        // Equal terms are dequeued in the order of their segments, so documents ascend.
        while (_queue.TryPeek(out var source, out var next) && next.Term == Term)
        {
            _queue.Dequeue();
            Append(source);
            Advance(source);
        }

        return true;
    }

    private void Append(int source)
    {
        var terms = _terms[source];
        var postings = new PostingsReader(_sources[source].Reader.PostingsBytes, terms.Offset, terms.Length);
        if (_documents.Length < Count + postings.Count + PostingsFormat.Block)
        {
            Array.Resize(ref _documents, (Count + postings.Count) * 2 + PostingsFormat.Block);
            Array.Resize(ref _codes, _documents.Length);
        }

        var numbers = _sources[source].Documents;
        var codes = _codesBySource[source];
        for (var block = 0; block < postings.BlockCount; block++)
        {
            var read = postings.ReadDocuments(block, _documents.AsSpan(Count));
            postings.ReadCodes(block, _codes.AsSpan(Count));
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

        _sources[source].ReleasePostings(terms.Offset);
    }

    private void Advance(int source)
    {
        if (_terms[source].Next())
            _queue.Enqueue(source, (_terms[source].Term, source));
    }
}
