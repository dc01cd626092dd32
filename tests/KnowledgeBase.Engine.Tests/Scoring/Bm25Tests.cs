using KnowledgeBase.Engine.Scoring;

namespace KnowledgeBase.Engine.Tests.Scoring;

public sealed class Bm25Tests
{
    [Theory]
    [InlineData(20_261_121)]
    public void Vectors_give_the_very_scores_of_the_scalar_formula(int seed)
    {
        var random = new Random(seed);
        float[] edges = [0, float.Epsilon, 1e-30f, 1.2f, 65_535, 1e30f, float.MaxValue];
        for (var count = 0; count <= 130; count++)
        {
            float[] frequencies =
                [.. Enumerable.Range(0, count)
                    .Select(_ => random.Next(8) == 0 ? edges[random.Next(edges.Length)] : random.NextSingle() * 50)];
            var idf = random.NextSingle() * 20;
            float[] expected = [.. frequencies.Select(frequency => Bm25.Score(idf, frequency))];
            Bm25.Scores(idf, frequencies);
            Assert.Equal(expected.Select(BitConverter.SingleToUInt32Bits), frequencies.Select(BitConverter.SingleToUInt32Bits));
        }
    }

    [Theory]
    [InlineData(10, 1, 1.9924302)]
    [InlineData(2, 2, 0.1823216)]
    [InlineData(1, 1, 0.2876821)]
    public void The_inverse_document_frequency_is_that_of_the_formula_and_never_negative(long documents, long frequency, double expected) =>
        Assert.Equal(expected, Bm25.Idf(documents, frequency), 1e-6);

    [Fact]
    public void A_text_of_average_length_has_norm_one() => Assert.Equal(1, Bm25.Norm(40, 40));

    [Fact]
    public void More_occurrences_score_more_but_never_more_than_the_inverse_document_frequency()
    {
        float previous = -1;
        for (var frequency = 0; frequency <= Bm25.MaxFrequency; frequency += 97)
        {
            var score = Bm25.Score(2, frequency);
            Assert.InRange(score, previous, 2);
            previous = score;
        }
    }
}
