using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Postings;

namespace KnowledgeBase.Engine.Tests.Postings;

public sealed class PostingsBuilderTests
{
    private const int Fields = 2;

    [Theory]
    [InlineData(20_261_121)]
    public void Terms_documents_and_frequencies_are_those_of_a_plain_count(int seed)
    {
        var random = new Random(seed);
        var builder = new PostingsBuilder(Fields);
        // Twice, because a builder is used again for the next segment.
        for (var round = 0; round < 2; round++)
        {
            var expected = new SortedDictionary<uint, SortedDictionary<uint, ushort[]>>();
            for (var document = 0; document < 400; document += random.Next(1, 4))
                for (var field = 0; field < Fields; field++)
                {
                    var text = Text(random, random.Next(60), round == 0 ? 4_000 : 40);
                    builder.Add(document, field, text);
                    Count(expected, (uint)document, field, text);
                }

            var (frequencies, codes) = builder.Finish();
            var terms = builder.Terms();
            Assert.Equal(expected.Keys, terms.Select(term => term.Term));
            foreach (var (term, handle) in terms)
            {
                var plain = expected[term];
                Assert.Equal(plain.Count, builder.Count(handle));
                var (documents, found) = (new uint[plain.Count], new uint[plain.Count]);
                builder.Read(handle, documents, found, codes);
                Assert.Equal(plain.Keys, documents);
                Assert.Equal(plain.Values, found.Select(code => frequencies[(int)code].ToArray()));
            }

            builder.Clear();
        }
    }

    [Fact]
    public void The_most_used_frequencies_have_the_smallest_code()
    {
        var builder = new PostingsBuilder(1);
        builder.Add(0, 0, "aa");
        for (var document = 1; document < 10; document++)
            builder.Add(document, 0, "a");
        var (frequencies, _) = builder.Finish();
        Assert.Equal([1], frequencies[0].ToArray());
        Assert.Equal([2], frequencies[1].ToArray());
        Assert.Equal(2, frequencies.Count);
    }

    private static void Count(SortedDictionary<uint, SortedDictionary<uint, ushort[]>> expected, uint document, int field, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Add(BigramAnalyzer.Unigram(text[i]));
            if (i > 0 && !Folding.IsSeparator(text[i - 1]) && !Folding.IsSeparator(text[i]))
                Add(BigramAnalyzer.Bigram(text[i - 1], text[i]));
        }

        void Add(uint term)
        {
            if (!expected.TryGetValue(term, out var postings))
                expected.Add(term, postings = []);
            if (!postings.TryGetValue(document, out var frequencies))
                postings.Add(document, frequencies = new ushort[Fields]);
            frequencies[field]++;
        }
    }

    private static string Text(Random random, int length, int units) => string.Create(length, (random, units), static (to, state) =>
    {
        foreach (ref var unit in to)
            unit = state.random.Next(9) == 0 ? ',' : (char)('一' + state.random.Next(state.units));
    });
}
