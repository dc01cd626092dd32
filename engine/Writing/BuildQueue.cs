using System.Collections.Concurrent;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Writing;

/// <summary>Buffers on their way to disk, two at a time; they come out in the order in which they went in. Its caller sees to it that one thread is in it.</summary>
internal sealed class BuildQueue(IStorage storage, int fields, bool singleThreaded)
{
    private const int AtATime = 2;
    private const long Large = 4 << 20;

    private readonly List<(Buffered Buffered, Task<(SharedSegment, SegmentState)> Build)> _builds = [];

    /// <summary>Memory that large builds left for the next; small ones would spend their time emptying it.</summary>
    private readonly ConcurrentBag<PostingsBuilder> _spare = [];

    public IEnumerable<Buffered> Waiting => _builds.Select(build => build.Buffered);

    /// <summary>Begins to build; waits for a place first.</summary>
    public void Enqueue(Buffered buffered, long number)
    {
        if (singleThreaded)
        {
            _builds.Add((buffered, Start(buffered, number)));
            return;
        }

        while (_builds.Count(build => !build.Build.IsCompleted) >= AtATime)
            Task.WaitAny([.. _builds.Select(build => build.Build).Where(task => !task.IsCompleted)]);
        _builds.Add((buffered, Start(buffered, number)));
    }

    /// <summary>Takes out those at the front that are ready.</summary>
    /// <param name="all">Waits for all of them, and begins again, under a new number, those that the disk has refused.</param>
    /// <exception cref="IOException">The disk refused one. It stays.</exception>
    public void Drain(List<WorkingSegment> to, bool all, Func<long> nextNumber)
    {
        while (_builds.Count > 0 && (all || _builds[0].Build.IsCompleted))
        {
            var (buffered, build) = _builds[0];
            if (build.IsFaulted && all)
                _builds[0] = (buffered, build = Start(buffered, nextNumber()));
            to.Add(buffered.Adopt(build.GetAwaiter().GetResult()));
            _builds.RemoveAt(0);
        }
    }

    /// <summary>Waits until nothing is being written and lets go of what was.</summary>
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

    private Task<(SharedSegment, SegmentState)> Start(Buffered buffered, long number)
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

    private (SharedSegment, SegmentState) Build(Buffered buffered, long number)
    {
        if (buffered.Bytes < Large || !_spare.TryTake(out var postings))
            postings = new PostingsBuilder(fields);
        var built = buffered.Build(storage, number, postings);
        if (buffered.Bytes >= Large)
        {
            postings.Clear();
            _spare.Add(postings);
        }

        return built;
    }
}
