using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Scoring;

namespace KnowledgeBase.Engine.Tests.Postings;

public sealed class FieldWeightsTests
{
    private const int Documents = 3_000;

    private static readonly TextField[] Fields = [new("text"), new("heading", 2.5), new("title", 0.5)];
    private static readonly float[] Averages = [180f, 11.5f, 0];

    [Theory]
    [InlineData(null, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    public void Many_at_once_have_the_very_frequencies_that_each_has_alone(int? only, int seed)
    {
        var random = new Random(seed);
        var (weights, lengths) = (Weights(random, only), Lengths(random));
        for (var count = 0; count <= 140; count++)
        {
            var documents = Some.Numbers(random, count, 11);
            // Long runs of one field, as postings have them, or any mixture.
            var range = random.Next(2) == 0 ? 2 : weights.FieldFrequencies.Count;
            uint[] codes = [.. documents.Select(_ => (uint)random.Next(range))];
            var found = new float[count];
            weights.WeightedFrequencies(lengths, documents, codes, found);
            for (var i = 0; i < count; i++)
                Assert.Equal(
                    BitConverter.SingleToUInt32Bits(weights.WeightedFrequency(lengths, (int)documents[i], (int)codes[i])),
                    BitConverter.SingleToUInt32Bits(found[i]));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    public void A_weighted_frequency_is_the_sum_over_the_fields(int? only)
    {
        var random = new Random(9);
        var (weights, lengths) = (Weights(random, only), Lengths(random));
        for (var document = 0; document < Documents; document++)
        {
            var code = random.Next(weights.FieldFrequencies.Count);
            double expected = 0;
            for (var f = 0; f < Fields.Length; f++)
                if (weights.FieldFrequencies[code][f] > 0 && (only is null || only == f))
                    expected += Fields[f].Weight * weights.FieldFrequencies[code][f]
                        / (Averages[f] > 0 ? Bm25.Norm(lengths.Of(f, document), Averages[f]) : 1 - Bm25.B);
            Assert.Equal(expected, weights.WeightedFrequency(lengths, document, code), expected * 1e-5 + 1e-9);
        }
    }

    private static FieldWeights Weights(Random random, int? only)
    {
        ushort[] frequencies =
            [1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, .. Enumerable.Range(0, 60).Select(_ => (ushort)random.Next(4)), ushort.MaxValue, 0, 0];
        return new FieldWeights(new FieldFrequencies(Fields.Length, frequencies), Fields, Averages, only);
    }

    private static PlainLengths Lengths(Random random) =>
        new([.. Fields.Select((_, f) => Enumerable.Range(0, Documents).Select(_ => f == 2 ? 0 : random.Next(1, 400)).ToArray())]);
}
