using System.Runtime.CompilerServices;
using System.Text;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Tests.Cleaning;

/// <summary>What an address spells is a site's name only where no word of the report can stand.</summary>
public sealed class SpelledNamesTests
{
    private const int Seed = 20261122;
    private const int Rounds = 400;

    /// <summary>The worst case: the address of every file spells words that its report says.</summary>
    [Fact]
    public void A_report_s_words_stay_though_an_address_spells_them()
    {
        var random = new Random(Seed);
        var reader = new ReportReader();
        var texts = Directory.EnumerateFiles(CorpusFolder(), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText)
            .Where(text => text.Length > 800 && !text.Contains('\uFFFD') && Read(text).Removed.Count == 0).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var text = texts[random.Next(texts.Count)];
            var (words, label) = Spelled(text, random);
            var ends = Enumerable.Range(0, text.Length).Where(at => text[at] is '。' or '，').ToList();
            var at = ends[random.Next(ends.Count)] + 1;
            var planted = $"{text[..at]}www.{label}.com{text[at..]}";
            var (before, after) = (Served(text), Served(planted));
            Assert.True(
                Letters(after.Replace($"www.{label}.com", "", StringComparison.Ordinal)) == Letters(before),
                $"seed {Seed}, round {round}: {words}, {label}");
        }

        Reading Read(string raw) => reader.Read("a.txt", Encoding.UTF8.GetBytes(raw), TestContext.Current.CancellationToken);

        string Served(string raw) => string.Join('\n', Read(raw).Reports.Select(report => report.Text));
    }

    [Theory]
    [InlineData("墨雨文库", "moyuwk", 4)]
    [InlineData("青石板文汇", "qsbwh", 5)]
    [InlineData("一稿通", "yigaotong", 3)]
    [InlineData("西安文苑", "xianwenyuan", 4)]
    [InlineData("墨雨", "moyuwk", 0)]
    [InlineData("墨雨文 库", "moyuwk", 0)]
    [InlineData("材料", "", 0)]
    public void Characters_spell_a_label_by_whole_readings_and_first_letters(string text, string label, int length) =>
        Assert.Equal(length, Pinyin.Spelling(text, 0, label));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static (string Words, string Label) Spelled(string text, Random random)
    {
        while (true)
        {
            var (at, length) = (random.Next(text.Length - 6), random.Next(3, 7));
            var words = text.Substring(at, length);
            if (!words.All(c => c is >= '\u4E00' and <= '\u9FFF') || words.Any(c => Pinyin.InitialOf(c) is null))
                continue;
            var label = string.Concat(words.Select(c => random.Next(2) == 0 ? Pinyin.InitialOf(c).ToString() : Pinyin.ReadingOf(c)));
            if (label.Length >= 4)
                return (words, label);
        }
    }

    private static string CorpusFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../corpus"));
}
