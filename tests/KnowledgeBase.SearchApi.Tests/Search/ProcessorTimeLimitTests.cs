using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Tests.Search;

public sealed class ProcessorTimeLimitTests
{
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void Work_that_uses_its_time_is_cancelled()
    {
        using var limit = new ProcessorTimeLimit(Little, TimeSpan.FromMinutes(10), CancellationToken.None);
        while (!limit.Token.IsCancellationRequested)
            Thread.SpinWait(1000);
        Assert.True(limit.Token.IsCancellationRequested);
    }

    [Fact]
    public void Work_that_others_keep_from_running_is_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only here does the system tell a thread's time");
        using var limit = new ProcessorTimeLimit(Little, TimeSpan.FromMinutes(10), CancellationToken.None);
        var other = new Thread(static () =>
        {
            using var own = new ProcessorTimeLimit(Little * 4, TimeSpan.FromMinutes(10), CancellationToken.None);
            while (!own.Token.IsCancellationRequested)
                Thread.SpinWait(1000);
        });
        other.Start();
        other.Join();
        Assert.False(limit.Token.IsCancellationRequested);
    }

    [Fact]
    public void Nobody_waits_longer_than_the_patience()
    {
        using var limit = new ProcessorTimeLimit(Little, Little, CancellationToken.None);
        Assert.True(limit.Token.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_caller_that_gives_up_cancels_too()
    {
        using var caller = new CancellationTokenSource();
        using var limit = new ProcessorTimeLimit(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10), caller.Token);
        caller.Cancel();
        Assert.True(limit.Token.IsCancellationRequested);
    }
}
