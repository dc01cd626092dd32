using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Tests.Tasks;

public sealed class WorkQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_goes_from_waiting_to_done_and_is_listed_the_newest_first()
    {
        var queue = Queue();
        Assert.False(queue.HasWorker);
        var (first, second) = (await Add(queue, "a"), await Add(queue, "b"));
        Assert.Equal([second, first], queue.Tasks.Select(task => task.Uid));
        Assert.Equal(new IndexProgress(2, 0, 0, 0, null), queue.Progress);

        await using var items = queue.ClaimAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await items.MoveNextAsync());
        Assert.Equal(new WorkItem(first, "a", WorkReason.Changed), items.Current);
        Assert.True(queue.HasWorker);
        Assert.Equal(new IndexProgress(1, 1, 0, 0, null), queue.Progress);
        Assert.Equal(IndexTaskStatus.Processing, queue.Find(first)!.Status);

        queue.Succeed(first, 2, 9);
        Assert.True(await items.MoveNextAsync());
        queue.Fail(second, "empty", "the file is empty");
        Assert.Equal(new IndexProgress(0, 0, 2, 1, null), queue.Progress);
        Assert.True(queue.Find(first) is { Status: IndexTaskStatus.Succeeded, Reports: 2, Passages: 9, FinishedAt: not null });
        Assert.True(queue.Find(second) is { Status: IndexTaskStatus.Failed, Code: "empty" });
        Assert.Null(queue.Find(99));
    }

    [Fact]
    public async Task Idle_is_when_nothing_waits_and_nothing_is_under_way()
    {
        var queue = Queue();
        Assert.True(queue.WhenIdle(Cancel).IsCompleted);
        var uid = await Add(queue, "a");
        var idle = queue.WhenIdle(Cancel);
        Assert.False(idle.IsCompleted);
        await Claim(queue, 1);
        Assert.False(idle.IsCompleted);
        queue.Forget(uid);
        await idle;
        Assert.Empty(queue.Tasks);
    }

    [Fact]
    public async Task A_batch_is_counted_from_the_last_time_that_the_queue_was_empty()
    {
        var queue = Queue();
        var first = await Add(queue, "a");
        await Claim(queue, 1);
        queue.Fail(first, "empty", "");
        Assert.Equal((1, 1), (queue.Progress.Finished, queue.Progress.Failed));
        await Add(queue, "b");
        Assert.Equal((0, 0, 1), (queue.Progress.Finished, queue.Progress.Failed, queue.Progress.Total));
    }

    [Fact]
    public async Task Who_adds_to_a_full_queue_waits_and_who_gives_up_leaves_no_trace()
    {
        var queue = Queue(length: 1);
        await Add(queue, "a");
        var waiting = queue.EnqueueAsync("b", WorkReason.Requested, Cancel).AsTask();
        Assert.False(waiting.IsCompleted);
        using var impatient = new CancellationTokenSource();
        var given = queue.EnqueueAsync("c", WorkReason.Changed, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Equal(["b", "a"], queue.Tasks.Select(task => task.SourcePath));
        Assert.Equal(2, queue.Progress.Queued);
        await Claim(queue, 2);
        await waiting;
    }

    [Fact]
    public async Task What_is_abandoned_is_forgotten_and_never_claimed_and_what_was_done_stays()
    {
        var queue = Queue();
        var done = await Add(queue, "a");
        await Add(queue, "b");
        await Add(queue, "c");
        await Claim(queue, 2);
        queue.Succeed(done, 1, 1);
        queue.Abandon();
        await queue.WhenIdle(Cancel);
        Assert.Equal([done], queue.Tasks.Select(task => task.Uid));
        var next = await Add(queue, "d");
        Assert.Equal([next], (await Claim(queue, 1)).Select(item => item.TaskUid));
    }

    [Fact]
    public async Task A_complete_queue_ends_when_it_is_empty()
    {
        var queue = Queue();
        await Add(queue, "a");
        queue.Complete();
        Assert.Single(await Claim(queue, 2));
    }

    [Fact]
    public async Task Finished_tasks_are_forgotten_after_a_thousand()
    {
        var queue = Queue();
        await using var items = queue.ClaimAsync(Cancel).GetAsyncEnumerator(Cancel);
        var uids = new List<long>();
        for (var i = 0; i < 1100; i++)
        {
            uids.Add(await Add(queue, "a"));
            await items.MoveNextAsync();
            queue.Succeed(items.Current.TaskUid, 1, 1);
        }

        Assert.Equal(1000, queue.Tasks.Count);
        Assert.Equal(uids[^1], queue.Tasks[0].Uid);
        Assert.Null(queue.Find(uids[0]));
    }

    [Fact]
    public async Task A_waiting_item_can_be_taken_back_and_a_claimed_one_cannot()
    {
        var queue = Queue();
        var (first, second, third) = (await Add(queue, "a"), await Add(queue, "b"), await Add(queue, "c"));
        Assert.True(queue.TryCancel(second));
        Assert.False(queue.TryCancel(second));
        Assert.False(queue.TryCancel(-1));
        Assert.True(queue.Find(second) is { Status: IndexTaskStatus.Canceled, FinishedAt: not null });
        Assert.Equal(["a", "c"], (await Claim(queue, 2)).Select(item => item.SourcePath));
        Assert.False(queue.TryCancel(first));
        queue.Succeed(first, 1, 1);
        queue.Succeed(third, 1, 1);
        Assert.Equal(new IndexProgress(0, 0, 3, 0, null), queue.Progress);
        await queue.WhenIdle(Cancel);
    }

    [Fact]
    public async Task A_number_is_not_given_again_after_a_restart()
    {
        var started = DateTimeOffset.UtcNow;
        var before = Queue(clock: new StoppedClock(started));
        var given = new List<long> { await Add(before, "a"), await Add(before, "b") };
        Assert.DoesNotContain(await Add(Queue(clock: new StoppedClock(started.AddMilliseconds(2))), "a"), given);
    }

    [Fact]
    public void A_pause_has_a_reason_until_it_ends()
    {
        var queue = Queue();
        var reason = new PauseReason(PauseReason.DiskRefused, "no space");
        queue.Pause(reason);
        Assert.Equal(reason, queue.Progress.Paused);
        queue.Pause(null);
        Assert.Null(queue.Progress.Paused);
    }

    private static WorkQueue Queue(int length = 100, TimeProvider? clock = null) =>
        new(Options.Create(new IndexerOptions { QueueLength = length }), clock ?? TimeProvider.System);

    private static async ValueTask<long> Add(WorkQueue queue, string sourcePath) =>
        (await queue.EnqueueAsync(sourcePath, WorkReason.Changed, Cancel)).TaskUid;

    /// <summary>Claims so many items, or fewer where the queue ends before.</summary>
    private static async Task<List<WorkItem>> Claim(WorkQueue queue, int count)
    {
        var items = new List<WorkItem>();
        await foreach (var item in queue.ClaimAsync(Cancel))
        {
            items.Add(item);
            if (items.Count == count)
                break;
        }

        return items;
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
