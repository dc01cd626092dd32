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
