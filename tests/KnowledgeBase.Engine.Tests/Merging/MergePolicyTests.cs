using KnowledgeBase.Engine.Merging;

namespace KnowledgeBase.Engine.Tests.Merging;

public sealed class MergePolicyTests
{
    private const long Small = 4 << 10;
    private const long Large = 800L << 20;

    [Fact]
    public void Eight_neighbours_of_a_size_become_one() => Assert.Equal((0, 8), Choose(Enumerable.Repeat(Small, 8)));

    [Fact]
    public void A_large_segment_is_not_rewritten_for_a_few_small_ones() =>
        Assert.Equal((0, 0), Choose([Large, .. Enumerable.Repeat(Small, 7)]));

    [Fact]
    public void Small_ones_behind_a_large_one_are_merged_among_themselves() =>
        Assert.Equal((1, 8), Choose([Large, .. Enumerable.Repeat(Small, 8)]));

    [Fact]
    public void A_merge_takes_no_more_documents_than_a_segment_holds()
    {
        var segments = Enumerable.Repeat((Small, 100, 100), 8).ToArray();
        Assert.Equal((0, 8), MergePolicy.Choose(segments, maxDocuments: 800));
        Assert.Equal((0, 7), MergePolicy.Choose(segments, maxDocuments: 799));
        Assert.Equal((0, 0), MergePolicy.Choose(segments, maxDocuments: 199));
    }

    /// <summary>A year of single additions behind a large index: no commit may have to wait for the rewriting of everything.</summary>
    [Fact]
    public void Single_additions_keep_the_segments_few_and_rewrite_each_byte_a_few_times()
    {
        List<long> segments = [Large];
        var rewritten = 0L;
        for (var i = 0; i < 20_000; i++)
        {
            segments.Add(Small);
            while (Choose(segments) is (var first, > 0 and var count))
            {
                var merged = segments.GetRange(first, count).Sum();
                rewritten += merged;
                segments.RemoveRange(first, count);
                segments.Insert(first, merged);
            }

            Assert.True(segments.Count < 40);
        }

        Assert.Equal(Large, segments[0]);
        Assert.True(rewritten < 20_000 * Small * 20, $"rewritten {rewritten / (20_000 * Small)} times");
    }

    private static (int First, int Count) Choose(IEnumerable<long> sizes) => MergePolicy.Choose([.. sizes.Select(size => (size, 1, 1))]);
}
