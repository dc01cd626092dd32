using KnowledgeBase.Engine.Postings;

namespace KnowledgeBase.Engine.Tests.Postings;

public sealed class SlicePoolTests
{
    [Theory]
    [InlineData(20_261_121)]
    public void Lists_that_grow_at_the_same_time_do_not_mix(int seed)
    {
        var random = new Random(seed);
        var pool = new SlicePool();
        // The second round uses the memory of the first; both are larger than a chunk.
        for (var round = 0; round < 2; round++)
        {
            pool.Clear();
            var lists = new List<uint>[300];
            var (heads, tails) = (new int[lists.Length], new SlicePool.Tail[lists.Length]);
            for (var i = 0; i < lists.Length; i++)
            {
                (lists[i], tails[i]) = ([], pool.Start());
                heads[i] = tails[i].Position;
            }

            for (var step = 0; step < 600_000; step++)
            {
                // A few long lists and many short ones.
                var i = random.Next(random.Next(lists.Length) + 1);
                var value = (uint)random.NextInt64(1L << random.Next(33));
                lists[i].Add(value);
                pool.VarInt(ref tails[i], value);
            }

            for (var i = 0; i < lists.Length; i++)
            {
                var reader = pool.Read(heads[i]);
                foreach (var value in lists[i])
                    Assert.Equal(value, reader.VarInt());
            }
        }
    }
}
