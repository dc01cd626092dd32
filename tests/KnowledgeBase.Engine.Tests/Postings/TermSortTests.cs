using KnowledgeBase.Engine.Postings;

namespace KnowledgeBase.Engine.Tests.Postings;

public sealed class TermSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(100_000)]
    public void The_order_is_that_of_a_sort_that_compares(int count)
    {
        var random = new Random(20_261_122 + count);
        var terms = new HashSet<uint>(count >= 2 ? [0u, uint.MaxValue] : []);
        while (terms.Count < count)
            terms.Add(random.Next(2) == 0 ? (uint)random.NextInt64(1L << 32) : (uint)random.Next(1 << 20));
        ulong[] entries = [.. terms.Select(term => (ulong)term << 32 | (uint)random.NextInt64(1L << 32))];
        random.Shuffle(entries);
        ulong[] expected = [.. entries.Order()];
        Assert.Equal(expected, TermSort.Sort(entries));
    }
}
