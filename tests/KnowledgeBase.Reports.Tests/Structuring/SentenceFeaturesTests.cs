using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Tests.Structuring;

public sealed class SentenceFeaturesTests
{
    private const int Seed = 20261121;

    [Theory]
    [InlineData("")]
    [InlineData("好")]
    [InlineData("（一）学习形式单一，学习学习再学习，2023年只组织3次。")]
    [InlineData("主要原因是认识不到位，责任心不强\0\ud800。")]
    public void The_runs_of_a_sentence_are_those_that_a_plain_loop_finds(string sentence) => Compare(sentence);

    [Fact]
    public void Random_sentences_too()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 500; i++)
        {
            var alphabet = random.Next(2, 60);
            Compare(new string([.. Enumerable.Range(0, random.Next(300)).Select(_ => (char)('一' + random.Next(alphabet) * 7))]));
        }
    }

    private static void Compare(string sentence)
    {
        var text = SentenceFeatures.Normalize(sentence);
        var plain = new List<string>();
        for (var length = 1; length <= 2; length++)
            plain.AddRange(Enumerable.Range(0, Math.Max(0, text.Length - length + 1)).Select(start => text.Substring(start, length)));
        Assert.Equal(plain.Distinct(StringComparer.Ordinal), SentenceFeatures.Of(sentence).Where(SentenceFeatures.IsRun));

        // The classifier adds up the same runs.
        Span<ulong> runs = stackalloc ulong[SentenceFeatures.MostRuns];
        var count = SentenceFeatures.Runs(text, runs);
        Assert.Equal(plain.Distinct(StringComparer.Ordinal).Select(run => SentenceFeatures.Pack(run)), runs[..count].ToArray());
    }
}
