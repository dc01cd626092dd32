using KnowledgeBase.Engine.Searching;

namespace KnowledgeBase.Engine.Tests.Searching;

public sealed class TopHitsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1_000)]
    public void The_best_hits_are_those_of_a_sort(int capacity)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            // Few distinct keys and scores, so that each part of the order decides now and then.
            Rank[] ranks = [.. Enumerable.Range(0, random.Next(300)).Select(d => new Rank(random.Next(3), random.Next(5), d))];
            random.Shuffle(ranks);
            var top = new TopHits(capacity);
            for (var i = 0; i < ranks.Length; i++)
            {
                top.Offer(ranks[i]);
                Assert.Equal(i + 1 >= capacity, top.IsFull);
                if (top.IsFull && capacity > 0)
                    Assert.Equal(ranks[..(i + 1)].Order().ElementAt(capacity - 1).Score, top.WorstScore);
            }

            Assert.Equal(ranks.Order().Take(capacity), top.InOrder());
        }
    }

    [Fact]
    public void A_hit_is_ordered_by_key_then_score_then_document()
    {
        Rank[] expected = [new(2, 0, 9), new(1, 5, 3), new(1, 5, 4), new(1, 4, 0), new(long.MinValue, 100, 0)];
        Assert.Equal(expected, expected.Reverse().Order());
    }

    [Fact]
    public void No_score_is_good_enough_where_no_hit_is_asked_for()
    {
        var top = new TopHits(0);
        Assert.True(top.IsFull);
        Assert.Equal(float.PositiveInfinity, top.WorstScore);
    }
}
