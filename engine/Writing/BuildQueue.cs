using System.Collections.Concurrent;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Writing;

/// <summary>
/// Write buffers that are being written as segments, at most two at a time; segments come out in the order in which buffers were enqueued.
/// Not thread-safe: the caller serializes calls.
/// </summary>
internal sealed class BuildQueue(IStorage storage, int fields, bool singleThreaded)
{
    private const int MaxParallelBuilds = 2;
    private const long MinReusedBytes = 4 << 20;

    private readonly List<(WriteBuffer Buffered, Task<(SharedSegment, SegmentState)> Build)> _builds = [];

    /// <summary>Builders of large segments, kept for their memory. For small segments clearing one would cost more than it saves.</summary>
    private readonly ConcurrentBag<PostingsBuilder> _spare = [];

    private readonly SharedTokens _tokens = new();

    public IEnumerable<WriteBuffer> Pending => _builds.Select(build => build.Buffered);

    /// <summary>Starts to build a segment, after waiting until fewer than the maximum are being built.</summary>
    public void Enqueue(WriteBuffer buffered, long number)
    {
        if (singleThreaded)
        {
            _builds.Add((buffered, Start(buffered, number)));
            return;
        }

        while (_builds.Count(build => !build.Build.IsCompleted) >= MaxParallelBuilds)
            Task.WaitAny([.. _builds.Select(build => build.Build).Where(task => !task.IsCompleted)]);
        _builds.Add((buffered, Start(buffered, number)));
    }

    /// <summary>Removes the finished builds at the front.</summary>
    /// <param name="all">Waits for all builds, and restarts failed ones under a new segment number.</param>
    /// <exception cref="IOException">A build failed. It stays in the queue.</exception>
    public void Drain(List<WorkingSegment> to, bool all, Func<long> nextNumber)
    {
        while (_builds.Count > 0 && (all || _builds[0].Build.IsCompleted))
        {
            var (buffered, build) = _builds[0];
            if (build.IsFaulted && all)
                _builds[0] = (buffered, build = Start(buffered, nextNumber()));
            to.Add(buffered.ToWorkingSegment(build.GetAwaiter().GetResult()));
            _builds.RemoveAt(0);
        }
    }

    /// <summary>Waits for all builds and discards their results.</summary>
    public void Abandon()
    {
        foreach (var (_, build) in _builds)
        {
            ((IAsyncResult)build).AsyncWaitHandle.WaitOne();
            if (build.IsCompletedSuccessfully)
                build.Result.Item1.Release();
        }

        _builds.Clear();
        _spare.Clear();
    }

    private Task<(SharedSegment, SegmentState)> Start(WriteBuffer buffered, long number)
    {
        buffered.DropDeleted();
        if (!singleThreaded)
            return Task.Run(() => Build(buffered, number));
        try
        {
            return Task.FromResult(Build(buffered, number));
        }
        catch (IOException e)
        {
            return Task.FromException<(SharedSegment, SegmentState)>(e);
        }
    }

    private (SharedSegment, SegmentState) Build(WriteBuffer buffered, long number)
    {
        if (buffered.Bytes < MinReusedBytes || !_spare.TryTake(out var postings))
            postings = new PostingsBuilder(fields);
        var built = buffered.Build(storage, number, postings, _tokens);
        if (buffered.Bytes >= MinReusedBytes)
        {
            postings.Clear();
            _spare.Add(postings);
        }

        return built;
    }
}
