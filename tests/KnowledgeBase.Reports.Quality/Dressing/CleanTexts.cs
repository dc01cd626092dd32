using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>Clean texts to dress: real city and province reports, news, laws, and the labelled reports. Each belongs to one half.</summary>
internal static class CleanTexts
{
    private const int Shortest = 900;
    private const int Longest = 2600;
    private static readonly char[] Levels = [.. "县区市镇街村社"];
    private static readonly string[] Prefectures = ["凉山", "甘孜", "阿坝", "恩施", "黔东南", "黔南", "黔西南"];

    /// <param name="bench">A folder with reports/, news.jsonl and stard/passages.jsonl; null: the labelled reports alone.</param>
    public static List<CleanText> Of(string? bench, LabelHalf half, int seed)
    {
        var random = new Random(seed);
        var texts = LabelFolder.Reports(half).Select(Labelled).ToList();
        if (bench is null)
            return texts;
        texts.AddRange(Reports(Path.Combine(bench, "reports"), half, random));
        texts.AddRange(News(Path.Combine(bench, "news.jsonl"), half));
        texts.AddRange(Laws(Path.Combine(bench, "stard", "passages.jsonl"), half));
        return texts;
    }

    private static CleanText Labelled(LabelledReport report)
    {
        var unit = report.Facts["unit"].Split('|')[0];
        var end = unit.IndexOfAny(Levels);
        var place = end < 1 ? "清河县" : unit[(unit.StartsWith("中共", StringComparison.Ordinal) ? 2 : 0)..(end + 1)];
        return new(report.Name, report.Title, place, unit,
            [.. report.Lines.Where(line => line.Text != report.Title).Select(line => line.Text)]);
    }

    private static IEnumerable<CleanText> Reports(string folder, LabelHalf half, Random random)
    {
        var reader = new ReportReader();
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Where((_, i) => i % 2 == (int)half).ToList();
        foreach (var file in files)
        {
            var place = PlaceOf(Path.GetFileNameWithoutExtension(file));
            var lines = Replay.Served(reader.Read(Path.GetFileName(file), File.ReadAllBytes(file))).Split('\n');
            var at = Array.FindIndex(lines, line => line.Length > 60);
            for (var piece = 0; at >= 0 && at < lines.Length && piece < 6; piece++)
            {
                var taken = Take(lines, ref at, random.Next(Shortest, Longest));
                string[] titles =
                    [$"{place}2024年政府工作报告", $"关于{place}2023年国民经济和社会发展情况的报告", $"{place}人民政府2023年工作总结", $"{place}人民政府关于2023年重点工作推进情况的汇报"];
                if (taken.Sum(line => line.Length) >= Shortest)
                    yield return new($"{place}{piece}", titles[random.Next(titles.Length)], place, place + "人民政府", taken);
            }
        }
    }

    private static string PlaceOf(string name)
    {
        if (Regex.Match(name, "^2025年(.+?)政府工作报告$", RegexOptions.NonBacktracking) is { Success: true } province)
            return province.Groups[1].Value is "宁夏" or "广西" or "新疆" or "西藏"
                ? province.Groups[1].Value
                    + (province.Groups[1].Value == "宁夏"
                        ? "回族自治区"
                        : province.Groups[1].Value == "广西"
                        ? "壮族自治区"
                        : province.Groups[1].Value == "新疆"
                        ? "维吾尔自治区"
                        : "自治区")
                : province.Groups[1].Value;
        var city = name.Split('_')[0];
        return city == "锡林郭勒" ? city + "盟" : Prefectures.Contains(city) ? city + "州" : city + "市";
    }

    private static IEnumerable<CleanText> News(string file, LabelHalf half)
    {
        var days = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            var day = json.RootElement.GetProperty("id").GetString()!.Split('-')[0];
            if (day[^1] % 2 != (int)half)
                continue;
            var items = days.TryGetValue(day, out var found) ? found : days[day] = [];
            items.AddRange(Plain(json.RootElement.GetProperty("text").GetString()!).Where(text => text.Length > 60));
        }

        foreach (var (day, items) in days.Where(pair => pair.Value.Count > 6).OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(220))
        {
            var at = 0;
            yield return new(
                day, $"{day[..4]}年{int.Parse(day[4..6])}月{int.Parse(day[6..8])}日时政要闻", "北京市", "新闻中心", Take([.. items], ref at, 1800));
        }
    }

    /// <summary>The paragraphs of a piece of HTML: some of the news were kept with their tags.</summary>
    private static IEnumerable<string> Plain(string text) =>
        Regex.Replace(
            text, "<[^>]*>|\n|&nbsp;|（新闻联播）：|央视网消息", match => match.Value is "<p>" or "\n" ? "\n" : "", RegexOptions.NonBacktracking)
            .Split('\n').Select(line => line.Trim());

    private static IEnumerable<CleanText> Laws(string file, LabelHalf half)
    {
        var laws = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            var heading = json.RootElement.GetProperty("heading").GetString()!;
            var at = heading.LastIndexOf('第');
            if (at < 4 || heading[^1] != '条')
                continue;
            var article = json.RootElement.GetProperty("text").GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            article[0] = heading[at..] + "　" + article[0];
            (laws.TryGetValue(heading[..at], out var articles) ? articles : laws[heading[..at]] = []).AddRange(article);
        }

        foreach (var (name, articles) in laws.Where(pair => pair.Value.Count > 12 && pair.Key.Length < 30)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Where((_, i) => i % 2 == (int)half).Take(220))
        {
            var at = 0;
            yield return new(name, name, "北京市", "全国人大常委会", Take([.. articles], ref at, 1700));
        }
    }

    private static List<string> Take(string[] lines, ref int at, int length)
    {
        var taken = new List<string>();
        for (var size = 0; at < lines.Length && size < length; at++)
            if (Compact.Of(lines[at]).Length > 0)
            {
                taken.Add(lines[at].Trim());
                size += lines[at].Length;
            }

        return taken;
    }
}
