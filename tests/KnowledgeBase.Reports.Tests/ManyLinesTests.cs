using System.Diagnostics.CodeAnalysis;
using KnowledgeBase.Reports.Cleaning;

namespace KnowledgeBase.Reports.Tests;

/// <summary>
/// Texts of so many lines, names or marks that work which grows with their square would not end in a test's time. What is asserted is
/// what was read; how long it took is not.
/// </summary>
public sealed class ManyLinesTests
{
    private const int Lines = 20_000;

    [Fact]
    public void Short_lines_without_an_end_are_joined_into_parts_that_hold_all_of_them()
    {
        var reading = Given.Text(string.Concat(Enumerable.Repeat("一\n", 5 * Lines)));
        var passages = Assert.Single(reading.Reports).Sections.SelectMany(section => section.Passages); // the first line is the title
        Assert.Equal((5 * Lines) - 1, passages.Sum(passage => passage.Text.Count(c => c == '一')));
    }

    [Fact]
    public void Equal_advertising_lines_all_go()
    {
        var reading = Given.Text(string.Concat(Enumerable.Repeat("更多范文请关注微信公众号老秘网，扫码领取会员资料下载\n", Lines)));
        Assert.Equal("empty", reading.Failure?.Code);
    }

    [Fact]
    public void Lines_that_all_differ_under_the_word_contents_are_compared_with_all_below_them()
    {
        var lines = Enumerable.Range(0, Lines).Select(i => $"{(char)('一' + (i % 5000))}{(char)('丁' + (i / 5000))}站防汛").ToList();
        var reading = Given.Text($"目录\n{string.Join('\n', lines)}\n{string.Join('\n', lines)}");
        Assert.Equal(
            Lines + 1, reading.Removed.Where(removal => removal.Rule == "contents").Sum(removal => removal.Text.Split('\n').Length));
    }

    [Fact]
    public void A_seller_s_numbers_in_brackets_are_all_found()
    {
        var reading = Given.Text(string.Concat(Enumerable.Range(0, Lines).Select(i => $"我局认真落实各项防汛工作（更多材料加QQ群{700000 + i}）责任到人。\n")));
        Assert.DoesNotContain("QQ", reading.Reports[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    [SuppressMessage("Security", "CA5394", Justification = "Texts are drawn, not secrets.")]
    public void The_places_of_many_names_are_those_that_a_search_for_each_alone_finds()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        var text = string.Concat(Enumerable.Range(0, 4000).Select(_ => "甲乙丙\n"[random.Next(4)]));
        var names = Enumerable.Range(0, 300).Select(_ => text.Substring(random.Next(text.Length - 70), random.Next(2, 8)))
            .Append(text[100..170]).Append("丁丁").Distinct().ToList();
        var places = NamePlaces.Of(text, names);
        Assert.All(names, name => Assert.Equal(Alone(text, name), places[name]));
    }

    [Fact]
    [SuppressMessage("Security", "CA5394", Justification = "Texts are drawn, not secrets.")]
    public void The_last_line_that_begins_with_words_is_the_one_that_a_look_at_all_lines_finds()
    {
        const int Seed = 20261122;
        var random = new Random(Seed);
        var lines = Enumerable.Range(0, 501)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => "甲乙丙"[random.Next(3)]))).ToList();
        var prefixes = new LinePrefixes(lines);
        Assert.All(
            lines.Append("丁").Append("甲丁").Distinct(),
            words => Assert.Equal(lines.FindLastIndex(line => line.StartsWith(words, StringComparison.Ordinal)), prefixes.Last(words)));
    }

    private static List<int> Alone(string text, string name)
    {
        var places = new List<int>();
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
            name, at + name.Length, StringComparison.Ordinal))
            places.Add(at);

        return places;
    }
}
