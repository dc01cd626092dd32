using KnowledgeBase.Engine.Signatures;

namespace KnowledgeBase.Engine.Tests.Signatures;

public class SignatureTests
{
    [Theory]
    [InlineData(7001)]
    [InlineData(7002)]
    public void The_share_of_equal_values_estimates_how_many_triples_two_texts_have_in_common(int seed)
    {
        var random = new Random(seed);
        double estimated = 0, real = 0;
        const int Pairs = 400;
        for (var pair = 0; pair < Pairs; pair++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(30, 200)).Select(_ => (char)random.Next(0x4E00, 0x5E00))]);
            var changed = string.Concat(text.Select(c => random.Next(10) == 0 ? (char)random.Next(0x4E00, 0x5E00) : c));
            estimated += Signature.Common(Of(text), Of(changed)) / (double)Signature.Length;
            real += Jaccard(text, changed);
        }

        Assert.InRange(estimated / Pairs, (real / Pairs) - 0.02, (real / Pairs) + 0.02);
    }

    [Fact]
    public void Only_a_text_with_nothing_to_compare_has_an_empty_signature()
    {
        Assert.True(Signature.IsEmpty(Of("")));
        Assert.All(["学", "学习", "学习形式单一"], text => Assert.False(Signature.IsEmpty(Of(text))));
    }

    [Fact]
    public void Common_counts_equal_values_one_by_one()
    {
        var random = new Random(7003);
        for (var i = 0; i < 100; i++)
        {
            var one = Enumerable.Range(0, Signature.Length).Select(_ => (ushort)random.Next(4)).ToArray();
            var other = Enumerable.Range(0, Signature.Length).Select(_ => (ushort)random.Next(4)).ToArray();
            Assert.Equal(one.Zip(other).Count(pair => pair.First == pair.Second), Signature.Common(one, other));
        }
    }

    private static ushort[] Of(string text)
    {
        var values = new ushort[Signature.Length];
        Signature.Write(text, values);
        return values;
    }

    private static double Jaccard(string one, string other)
    {
        var (a, b) = (Triples(one), Triples(other));
        return a.Intersect(b).Count() / (double)a.Union(b).Count();
    }

    private static HashSet<string> Triples(string text) => [.. Enumerable.Range(0, text.Length - 2).Select(i => text.Substring(i, 3))];
}
