using KnowledgeBase.Engine.Proofs;
using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Writing;

public sealed class BackgroundMergeTests : IDisposable
{
    /// <summary>Eight commits of one segment each start a merge, whose segment has the next number.</summary>
    private const string FirstMerge = "segment-00000009";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualResetEventSlim _reported = new();
    private readonly ManualResetEventSlim _triedAgain = new();
    private int _commits;
    private int _segments;

    public void Dispose()
    {
        _reported.Dispose();
        _triedAgain.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_exception_in_a_merge_is_reported_and_the_lock_is_free_after_the_writer_is_closed()
    {
        using var index = Open();
        var writer = index.OpenWriter();
        Commit(writer, 8);
        Assert.True(_reported.Wait(Deadline, TestContext.Current.CancellationToken), "the failure is reported");
        Assert.Contains("a defect", index.Faults.MergeFailure!.Message, StringComparison.Ordinal);
        writer.Dispose();
        index.OpenWriter().Dispose();
    }

    [Fact]
    public void After_a_failed_merge_commits_go_on_and_merging_is_tried_again()
    {
        using var index = Open();
        using var writer = index.OpenWriter();
        Commit(writer, 8);
        Assert.True(_reported.Wait(Deadline, TestContext.Current.CancellationToken), "the failure is reported");
        while (!_triedAgain.IsSet)
            Commit(writer, 1);
        writer.Optimize(TestContext.Current.CancellationToken);
        using var snapshot = index.Snapshot();
        Assert.Equal(1, snapshot.SegmentCount);
        Assert.Equal(snapshot.DocumentCount, snapshot.Search(new SearchRequest { Query = Text("防汛") }).TotalHits);
    }

    private void Commit(IndexWriter writer, int commits)
    {
        for (var i = 0; i < commits; i++)
        {
            var key = Guid.NewGuid().ToString();
            writer.Put(Group(key, Document(key, "防汛")));
            Interlocked.Increment(ref _commits);
            writer.Commit();
        }
    }

    private SearchIndex Open() => SearchIndex.Open(
        new InterceptedStorage(_folder.At("index"), Creating),
        Schema,
        new IndexOptions { FaultReported = _ => _reported.Set() });

    private void Creating(string name)
    {
        // Each commit creates one segment, so a second one more is a second merge.
        if (name.StartsWith("segment-", StringComparison.Ordinal)
            && Interlocked.Increment(ref _segments) >= Volatile.Read(ref _commits) + 2)
        {
            _triedAgain.Set();
        }

        if (name == FirstMerge)
            throw new InvalidOperationException("a defect");
    }
}
