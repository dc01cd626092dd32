using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Patterns;

namespace KnowledgeBase.Lookups.Tests.Patterns;

public sealed class PatternMatcherTests
{
    private static readonly string[] Patterns =
        ["以*促*", "既要*更要*", "从*向*转变", "以??促??", "*不够", "聚焦*", "*促*", "以*促*以*促*", "抓?强?", "以*以", "以*?促*", "学*学*学"];

    [Theory]
    [InlineData("以*促*", "（一）以学促干提质效，成效好。", "学|干提质效")]
    [InlineData("既要*更要*", "既要看数量，更要看质量。", "看数量|看质量")]
    [InlineData("从*向*转变", "推动从管理向服务转变、从被动向主动转变", "管理|服务;被动|主动")]
    [InlineData("以*促*", "以党的建设为引领以学促干", "学|干")]
    [InlineData("以*促*", "以学为先，促进发展", "学为先|进发展")]
    [InlineData("以*促*", "以学为先。促进发展", "")]
    [InlineData("以*促*", "以促发展", "")]
    [InlineData("*不够", "（一）学习，担当不够，", "担当")]
    [InlineData("以??促??", "以学习促工作，以学习促工作好", "学习|工作")]
    public void A_filler_stays_within_its_clause_and_a_comma_belongs_to_none(string pattern, string text, string fillers)
    {
        var found = new PatternMatcher(Parse(pattern)).Find(text);
        Assert.Equal(
            fillers, string.Join(
                ';', found.Select(match => string.Join('|', match.Fillers.Select(span => text.Substring(span.Start, span.Length))))));
    }

    [Fact]
    public void Equal_fillers_are_equally_long()
    {
        var found = new PatternMatcher(Parse("以*促*", equal: true)).Find("以学习促干，以学习促工作，以学促干");
        Assert.Equal([6, 13], found.Select(match => match.Start));
    }

    [Fact]
    public void Literals_and_fillers_make_up_the_match()
    {
        var text = "做到从管理向服务转变";
        var match = Assert.Single(new PatternMatcher(Parse("从*向*转变")).Find(text));
        Assert.Equal([new(2, 1), new(5, 1), new(8, 2)], match.Literals);
        Assert.Equal([new TextSpan(3, 2), new TextSpan(6, 2)], match.Fillers);
        Assert.Equal((2, 8), (match.Start, match.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("学习")]
    [InlineData("***")]
    [InlineData("以，*促*")]
    [InlineData("一*一*一*一*一*一*一*")]
    public void What_is_no_pattern_is_refused(string text)
    {
        Assert.Null(SentencePattern.Parse(text, 12, false, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Equals_a_brute_force_matcher_on_ten_thousand_headings()
    {
        const int Seed = 20260711;
        var random = new Random(Seed);
        string[] parts =
            ["以", "促", "学", "干", "既要", "更要", "从", "向", "转变", "抓", "强", "聚焦", "不够", "，", "、", "。", "管理", "服务", "党建", "以以", "促促"];
        var found = 0;
        for (var number = 0; number < 10_000; number++)
        {
            var heading = string.Concat(Enumerable.Range(0, random.Next(3, 14)).Select(_ => parts[random.Next(parts.Length)]));
            for (var one = 0; one < 4; one++)
            {
                var (text, equal) = (Patterns[random.Next(Patterns.Length)], random.Next(3) == 0);
                var pattern = Parse(text, equal, random.Next(2, 7));
                var expected = BruteForce.Find(pattern, heading);
                var actual = new PatternMatcher(pattern).Find(heading);
                Assert.True(
                    Describe(expected) == Describe(actual),
                    $"seed {Seed}, {text} (equal {equal}) in {heading}: {Describe(expected)} but {Describe(actual)}");
                found += actual.Count;
            }
        }

        Assert.InRange(found, 2_000, int.MaxValue);
    }

    private static string Describe(IReadOnlyList<PatternMatch> matches) => string.Join(
        ' ', matches.Select(match => $"{match.Start}+{match.Length}:{string.Join(',', match.Fillers)}"));

    private static SentencePattern Parse(string text, bool equal = false, int longest = 12) =>
        SentencePattern.Parse(text, longest, equal, out var error) ?? throw new ArgumentException(error);
}
