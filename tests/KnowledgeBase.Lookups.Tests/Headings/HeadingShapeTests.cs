using KnowledgeBase.Lookups.Headings;

namespace KnowledgeBase.Lookups.Tests.Headings;

public sealed class HeadingShapeTests
{
    [Theory]
    [InlineData("强化政治引领，筑牢思想根基", 12, "6+6")]
    [InlineData("学习形式单一。", 6, "6")]
    [InlineData("“三会一课”不经常", 7, "7")]
    public void Lengths_and_parts_count_characters_without_punctuation(string heading, int length, string parts)
    {
        Assert.Equal(length, HeadingShape.Length(heading));
        Assert.Equal(parts, string.Join('+', HeadingShape.Parts(heading)));
    }

    [Fact]
    public void Headings_that_differ_in_fillers_alone_have_one_key() =>
        Assert.Equal(HeadingShape.Key("学习形式单一"), HeadingShape.Key("学习的形式还比较单一。"));

    [Theory]
    [InlineData("聚焦*", true)]
    [InlineData("*质效", false)]
    [InlineData("聚焦*，*质效", false)]
    [InlineData("*主业，提质*", true)]
    [InlineData("聚焦主责主业，提质增效*", false)]
    [InlineData("主责", true)]
    [InlineData("**", true)]
    public void A_star_stands_for_one_or_more_characters(string pattern, bool matches) =>
        Assert.Equal(matches, HeadingShape.Matches("聚焦主责主业，提质增效", pattern));

    [Fact]
    public void Patterns_match_as_a_plain_recursion_says()
    {
        const int Seed = 20240611;
        var random = new Random(Seed);
        for (var i = 0; i < 20_000; i++)
        {
            var (heading, pattern) = (Word("甲乙，", 8), Word("甲乙*", 6));
            Assert.True(
                HeadingShape.Matches(heading, pattern) == (pattern.Contains('*') ? Plain(heading, pattern) : heading.Contains(pattern)),
                $"seed {Seed}: {heading} {pattern}");
        }

        string Word(string letters, int longest) =>
            new([.. Enumerable.Range(0, random.Next(longest)).Select(_ => letters[random.Next(letters.Length)])]);

        static bool Plain(string text, string pattern) => pattern switch
        {
            "" => text.Length == 0,
            ['*', .. var rest] => Enumerable.Range(1, text.Length).Any(length => Plain(text[length..], rest)),
            _ => text.Length > 0 && text[0] == pattern[0] && Plain(text[1..], pattern[1..]),
        };
    }

    [Theory]
    [InlineData("聚焦政治建设|聚焦主责主业|聚焦队伍建设", "聚焦*", "聚焦")]
    [InlineData("坚持产业兴镇，在做强实体上求突破|坚持生态立镇，在美化环境上求突破", "坚持*镇，在*上求突破", "坚持 上求突破")]
    [InlineData("学习形式单一|队伍结构不优", "", "")]
    public void The_pattern_of_a_set_is_what_all_have_in_common(string headings, string pattern, string words)
    {
        var found = SetPattern.Of(headings.Split('|'));
        Assert.Equal(pattern, found);
        Assert.Equal(words, string.Join(' ', SetPattern.Words(found)));
        Assert.All(headings.Split('|'), heading => Assert.True(pattern.Length == 0 || HeadingShape.Matches(heading, pattern)));
    }

    [Theory]
    [InlineData("存在的主要问题", true)]
    [InlineData("存在的突出问题", true)]
    [InlineData("共性问题与个性问题", true)]
    [InlineData("成绩突出", false)]
    [InlineData("2024年工作安排", true)]
    [InlineData("问题清单", true)]
    [InlineData("下一步工作打算", true)]
    [InlineData("学习形式单一", false)]
    [InlineData("坚持党建引领", false)]
    public void Names_of_sections_are_told_from_headings(string heading, bool isName) =>
        Assert.Equal(isName, SectionNames.Contains(heading));
}
