using KnowledgeBase.SearchApi.Hosting;

namespace KnowledgeBase.SearchApi.Tests.Hosting;

public sealed class MemoryReleaseTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData(200, 0, false)]
    [InlineData(300, 0, true)]
    [InlineData(300, 160, false)]
    [InlineData(1300, 600, true)]
    public void Memory_is_given_back_where_the_heap_has_doubled_and_is_large(long committed, long live, bool isDue) =>
        Assert.Equal(isDue, MemoryRelease.IsDue(committed * Megabyte, live * Megabyte));
}
