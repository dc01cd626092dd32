using KnowledgeBase.Engine.Analysis;

namespace KnowledgeBase.Engine.Tests.Analysis;

public sealed class SubstringMatcherTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void Occurrences_are_those_of_a_plain_scan(bool exact, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var (wanted, text) = (Text(random, random.Next(5)), Text(random, random.Next(30)));
            var matcher = new SubstringMatcher(wanted, exact ? null : Folding.Current);
            Assert.Equal(wanted.Length, matcher.Length);
            var from = random.Next(text.Length + 1);
            Assert.True(
                Plain(wanted, text, from, exact) == matcher.IndexIn(text, from), $"'{wanted}' in '{text}' from {from}, exact {exact}");
        }
    }

    private static int Plain(string wanted, string text, int from, bool exact)
    {
        if (wanted.Length == 0)
            return -1;
        return exact
            ? text.IndexOf(wanted, from, StringComparison.Ordinal)
            : Folding.Current.Fold(text).IndexOf(Folding.Current.Fold(wanted), from, StringComparison.Ordinal);
    }

    /// <summary>Few characters, some of which fold to others, so that matches and near misses are frequent.</summary>
    private static string Text(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => "防汛aAＡ，,\uD840"[random.Next(8)]));
}
