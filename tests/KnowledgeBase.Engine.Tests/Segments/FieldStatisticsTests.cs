using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Tests.Segments;

public sealed class FieldStatisticsTests
{
    [Fact]
    public void What_is_removed_is_as_if_it_had_never_been_added()
    {
        var (kept, all) = (new FieldStatistics(2), new FieldStatistics(2));
        (int Field, int Length, bool IsKept)[] documents = [(0, 10, true), (0, 30, false), (0, 0, false), (1, 7, false), (0, 20, true)];
        foreach (var (field, length, isKept) in documents)
        {
            all.Add(field, length);
            if (isKept)
                kept.Add(field, length);
            else
                all.Remove(field, length);
        }

        Assert.Equal(kept.Lengths, all.Lengths);
        Assert.Equal(kept.DocumentCounts, all.DocumentCounts);
        Assert.Equal([15f, 0f], all.Averages());
    }

    [Fact]
    public void A_copy_is_independent_and_sums_and_bytes_keep_every_number()
    {
        var one = new FieldStatistics(2);
        one.Add(0, int.MaxValue);
        one.Add(1, 3);
        var two = one.Copy();
        two.Add(one);
        Assert.Equal([int.MaxValue, 3L], one.Lengths);
        Assert.Equal([2L * int.MaxValue, 6L], two.Lengths);
        var bytes = new ByteBuffer();
        two.Write(bytes);
        var reader = new ByteReader(bytes.Written);
        var read = FieldStatistics.Read(ref reader, 2);
        Assert.Equal(two.Lengths, read.Lengths);
        Assert.Equal(two.DocumentCounts, read.DocumentCounts);
    }
}
