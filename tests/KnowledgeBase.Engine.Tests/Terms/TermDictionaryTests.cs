using KnowledgeBase.Engine.Sections;
using KnowledgeBase.Engine.Terms;

namespace KnowledgeBase.Engine.Tests.Terms;

public sealed class TermDictionaryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(TermFormat.Block - 1)]
    [InlineData(TermFormat.Block)]
    [InlineData(TermFormat.Block + 1)]
    [InlineData(1_000)]
    public void Each_term_is_found_where_its_postings_are_and_no_other_term_is(int count)
    {
        var entries = Entries(count, new Random(count));
        using var file = Written(entries);
        var reader = new TermReader(file);
        foreach (var (term, offset, length) in entries)
        {
            Assert.True(reader.Find(term, out var foundOffset, out var foundLength));
            Assert.Equal((offset, length), (foundOffset, foundLength));
        }

        var known = entries.Select(entry => entry.Term).ToHashSet();
        foreach (var near in entries.SelectMany(entry => (uint[])[entry.Term - 1, entry.Term + 1]).Append(0u).Append(uint.MaxValue))
            Assert.Equal(known.Contains(near), reader.Find(near, out _, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(TermFormat.Block)]
    [InlineData(1_000)]
    public void All_terms_are_enumerated_in_order(int count)
    {
        var entries = Entries(count, new Random(count));
        using var file = Written(entries);
        var terms = new TermReader(file).Enumerate();
        foreach (var entry in entries)
        {
            Assert.True(terms.Next());
            Assert.Equal(entry, (terms.Term, terms.Offset, terms.Length));
        }

        Assert.False(terms.Next());
    }

    [Fact]
    public void The_least_and_the_greatest_term_are_terms()
    {
        using var file = Written([(0, 0, 1), (uint.MaxValue, 1, 2)]);
        var reader = new TermReader(file);
        Assert.True(reader.Find(0, out _, out var first));
        Assert.True(reader.Find(uint.MaxValue, out var offset, out var last));
        Assert.Equal((1, 1, 2), (first, (int)offset, last));
    }

    private static (uint Term, long Offset, int Length)[] Entries(int count, Random random)
    {
        var terms = new SortedSet<uint>();
        while (terms.Count < count)
            terms.Add(random.Next(2) == 0 ? (uint)random.NextInt64(1, uint.MaxValue) : (uint)random.Next(1, 5_000));
        // Far into a large section: offsets of more than 32 bits.
        var offset = 5L << 32;
        return [.. terms.Select(term =>
        {
            var length = random.Next(1, 100_000);
            offset += length;
            return (term, offset - length, length);
        })];
    }

    private static SectionFile Written((uint Term, long Offset, int Length)[] entries) => Some.SectionFile(file =>
    {
        var writer = new TermWriter();
        foreach (var (term, offset, length) in entries)
            writer.Add(term, offset, length);
        writer.Write(file);
    });
}
