using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.RawFiles;

namespace KnowledgeBase.Store.Tests.Hosting;

public sealed class StartupErrorsTests
{
    public static TheoryData<Exception> Mistakes =>
    [
        new IndexLockedException("process 7"),
        new IndexDamagedException("segment-1", 16, "a checksum"),
        new CorpusMissingException("/corpus"),
        new CorpusEmptyException("/corpus"),
        new OtherCorpusException("/index", "/one", "/other"),
        new IOException("address in use"),
        new UnauthorizedAccessException("denied"),
        new AggregateException(new IOException("address in use")),
    ];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_a_user_can_mend_is_one_line(Exception mistake)
    {
        var line = StartupErrors.Explain(mistake);
        Assert.False(string.IsNullOrWhiteSpace(line));
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void A_defect_keeps_its_trace()
    {
        Assert.Null(StartupErrors.Explain(new InvalidOperationException("a defect")));
        Assert.Null(StartupErrors.Explain(new AggregateException(new IOException(), new IOException())));
    }
}
