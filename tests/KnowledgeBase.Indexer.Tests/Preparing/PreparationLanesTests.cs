using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KnowledgeBase.Indexer.Preparing;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Tests.Preparing;

public sealed class PreparationLanesTests
{
    private readonly Channel<PreparedItem> _prepared = Channel.CreateUnbounded<PreparedItem>();

    [Fact]
    public async Task A_file_of_a_slow_format_holds_no_other_up()
    {
        var blocked = new TaskCompletionSource();
        using var lanes = new PreparationLanes(PrepareAsync, TimeProvider.System);
        var running = lanes.RunAsync(
            Items("1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.doc", "good.txt"), _prepared.Writer, TestContext.Current.CancellationToken);
        Assert.Equal("good.txt", (await TakeAsync()).File.Item.SourcePath);
        blocked.SetResult();
        for (var i = 0; i < 5; i++)
            await TakeAsync();
        await running;

        async Task<Outcome> PrepareAsync(WorkItem item, CancellationToken cancel)
        {
            if (!item.SourcePath.EndsWith(".txt", StringComparison.Ordinal))
                await blocked.Task.WaitAsync(cancel);
            return new Outcome.Unchanged();
        }
    }

    [Fact]
    public async Task Quick_files_come_out_in_the_order_of_the_queue()
    {
        var first = new TaskCompletionSource();
        using var lanes = new PreparationLanes(PrepareAsync, TimeProvider.System);
        var running = lanes.RunAsync(Items("1.txt", "2.txt"), _prepared.Writer, TestContext.Current.CancellationToken);
        Assert.Equal("1.txt", (await TakeAsync()).File.Item.SourcePath);
        Assert.Equal("2.txt", (await TakeAsync()).File.Item.SourcePath);
        await running;

        async Task<Outcome> PrepareAsync(WorkItem item, CancellationToken cancel)
        {
            if (item.SourcePath == "1.txt")
                await first.Task.WaitAsync(cancel);
            else
                first.SetResult();
            return new Outcome.Unchanged();
        }
    }

    [Fact]
    public async Task The_next_item_of_a_file_is_prepared_when_the_one_before_is_stored()
    {
        var prepared = 0;
        using var lanes = new PreparationLanes(
            (_, _) =>
            {
                Interlocked.Increment(ref prepared);
                return Task.FromResult<Outcome>(new Outcome.Unchanged());
            },
            TimeProvider.System);
        var running = lanes.RunAsync(Items("a.txt", "a.txt"), _prepared.Writer, TestContext.Current.CancellationToken);
        var first = await _prepared.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, prepared);
        first.Stored.SetResult();
        await TakeAsync();
        await running;
        Assert.Equal(2, prepared);
    }

    [Fact]
    public async Task What_preparing_throws_ends_the_lanes_and_reaches_who_takes_the_files()
    {
        using var lanes = new PreparationLanes(
            (item, _) => item.SourcePath == "bad.txt"
                ? throw new InvalidOperationException("not to be had")
                : Task.FromResult<Outcome>(new Outcome.Unchanged()),
            TimeProvider.System);
        var cancel = TestContext.Current.CancellationToken;
        var running = lanes.RunAsync(Endless("bad.txt", cancel), _prepared.Writer, cancel);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await _prepared.Reader.Completion.WaitAsync(cancel));
        Assert.Equal("not to be had", thrown.Message);
        await running;
    }

    /// <summary>A queue that goes on waiting for more, as that of a running product.</summary>
    private static async IAsyncEnumerable<WorkItem> Endless(string sourcePath, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return new WorkItem(0, sourcePath, WorkReason.Changed);
        await Task.Delay(Timeout.Infinite, cancel);
    }

    private static async IAsyncEnumerable<WorkItem> Items(params string[] sourcePaths)
    {
        for (var i = 0; i < sourcePaths.Length; i++)
            yield return await Task.FromResult(new WorkItem(i, sourcePaths[i], WorkReason.Changed));
    }

    private async Task<PreparedItem> TakeAsync()
    {
        var item = await _prepared.Reader.ReadAsync(TestContext.Current.CancellationToken);
        item.Stored.TrySetResult();
        return item;
    }
}
