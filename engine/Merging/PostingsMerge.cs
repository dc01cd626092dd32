using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Terms;

namespace KnowledgeBase.Engine.Merging;

/// <summary>Walks the terms of several segments together, ascending, each with its postings from all of them.</summary>
internal sealed class PostingsMerge
{
    private readonly MergeSource[] _sources;
    private readonly TermReader.TermWalk[] _walks;
    private readonly uint[][] _profiles;
    private readonly PriorityQueue<int, (uint Term, int Source)> _queue = new();
    private readonly CancellationToken _cancel;
    private uint[] _documents = new uint[1024];
    private uint[] _codes = new uint[1024];
    private int _steps;

    public PostingsMerge(MergeSource[] sources, int fields, CancellationToken cancel)
    {
        (_sources, _cancel) = (sources, cancel);
        _walks = [.. sources.Select(source => source.Reader.Terms.Walk())];
        var builder = new ProfileBuilder(fields);
        _profiles = new uint[sources.Length][];
        for (var s = 0; s < sources.Length; s++)
        {
            var from = sources[s].Reader.Profiles;
            _profiles[s] = new uint[from.Count];
            for (var p = 0; p < from.Count; p++)
            {
                var number = builder.Number(from[p]);
                _profiles[s][p] = (uint)number;
                // How often each one is used is not on record, but the segments have them in that order.
                builder.Use(number, long.MaxValue / sources.Length / (p + 2));
            }

            Advance(s);
        }

        var (profiles, numbers) = builder.Finish();
        Profiles = profiles;
        foreach (var map in _profiles)
            foreach (ref var profile in map.AsSpan())
                profile = (uint)numbers[profile];
    }

    public Profiles Profiles { get; }

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
        // Equal terms leave the queue in the order of their segments, so the documents ascend.
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
        var walk = _walks[source];
        var postings = new PostingsReader(_sources[source].Reader.PostingsBytes, walk.Offset, walk.Length);
        if (_documents.Length < Count + postings.Count + PostingsFormat.Block)
        {
            Array.Resize(ref _documents, (Count + postings.Count) * 2 + PostingsFormat.Block);
            Array.Resize(ref _codes, _documents.Length);
        }

        var numbers = _sources[source].Documents;
        var profiles = _profiles[source];
        for (var block = 0; block < postings.BlockCount; block++)
        {
            var read = postings.ReadDocuments(block, _documents.AsSpan(Count));
            postings.ReadProfiles(block, _codes.AsSpan(Count));
            var kept = Count;
            for (var i = Count; i < Count + read; i++)
            {
                var number = numbers[_documents[i]];
                if (number < 0)
                    continue;
                _documents[kept] = (uint)number;
                _codes[kept++] = profiles[_codes[i]];
            }

            Count = kept;
        }

        _sources[source].ForgetPostings(walk.Offset);
    }

    private void Advance(int source)
    {
        if (_walks[source].Next())
            _queue.Enqueue(source, (_walks[source].Term, source));
    }
}
