using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Tests.Codecs;

public sealed class BitSetTests
{
    [Theory]
    [InlineData(20_261_121)]
    public void It_has_the_members_that_a_hash_set_has(int seed)
    {
        var random = new Random(seed);
        foreach (var length in (int[])[1, 63, 64, 65, 128, 1_000])
        {
            var (bits, plain) = (new BitSet(length), new HashSet<int>());
            for (var step = 0; step < 500; step++)
            {
                var member = random.Next(length);
                if (random.Next(3) > 0)
                {
                    bits.Set(member);
                    plain.Add(member);
                }
                else
                {
                    bits.Clear(member);
                    plain.Remove(member);
                }
            }

            Assert.Equal(plain.Count, bits.Count());
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(plain.Contains(i), bits[i]);
                Assert.Equal(plain.Where(member => member >= i).DefaultIfEmpty(int.MaxValue).Min(), bits.NextSet(i));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(70)]
    public void Nothing_is_set_at_its_end_or_beyond(int length)
    {
        var bits = new BitSet(length);
        Assert.Equal(int.MaxValue, bits.NextSet(0));
        Assert.Equal(int.MaxValue, bits.NextSet(length));
        Assert.Equal(int.MaxValue, bits.NextSet(length + 1_000));
    }

    [Fact]
    public void A_copy_does_not_follow_the_original()
    {
        var bits = new BitSet(10);
        bits.Set(3);
        var copy = bits.Copy();
        bits.Set(4);
        bits.Clear(3);
        Assert.True(copy[3]);
        Assert.False(copy[4]);
    }
}
