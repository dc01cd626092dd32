using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.LeftOvers;
using KnowledgeBase.Lookups.Overlap;
using KnowledgeBase.Lookups.Patterns;
using KnowledgeBase.Lookups.Trends;

namespace KnowledgeBase.Lookups.Quality.Drafts;

/// <summary>
/// How long do the look-ups of drafts and wordings take on N invented passages? Seed 20261124; sentences of random pieces of the labels'
/// own text and set phrases, 20 passages a report. A draft of 3,000 characters: two fifths set phrases, one fifth pasted, two fifths own.
/// </summary>
internal static class DraftSpeed
{
    private const int PassagesOfReport = 20;
    private const int Rounds = 7;
    private static readonly string[] Places = ["清河", "青溪", "临江", "云岭", "锦湖", "柳河", "望湖", "桃园", "云溪", "石桥"];
    private static readonly string[] Offices = ["审计局", "教育局", "水利局", "财政局", "民政局", "司法局", "统计局", "信访局", "商务局", "公安局"];

    public static int Run(string passages)
    {
        var random = new Random(20261124);
        string[] phrases = [.. LabelFolder.Lines("set-phrases.dev.txt")];
        string[] pieces = [.. LabelFolder.Lines("own-text.dev.txt").Concat(LabelFolder.Lines("own-text.held.txt"))
            .SelectMany(line => line.TrimEnd('。').Split('，'))
            .Concat(LabelFolder.Lines("campaigns.dev.tsv").Select(line => "推进" + line.Split('\t')[0]))];
        var reports = int.Parse(passages, CultureInfo.InvariantCulture) / PassagesOfReport;
        using var collected = new Collected(Enumerable.Range(0, reports)
            .Select(number => ($"{number}.txt", Encoding.UTF8.GetBytes(Report(number)))));
        using var view = collected.View();
        var draft = new StringBuilder();
        while (draft.Length < 3_000)
        {
            draft.Append(phrases[random.Next(phrases.Length)]).Append('，').Append(phrases[random.Next(phrases.Length)]).Append('。');
            draft.Append(Sentence()).Append(Sentence());
            if (draft.Length % 2 == 0)
                draft.Append(view.Read(random.Next(view.Reports.Count), 4).Text);
        }

        var text = draft.ToString()[..3_000];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
            {"passages":{{view.PassageCount}},"reports":{{view.Reports.Count}},
             "overlapMs":{{Median(() => new OverlapCheck(view, view.Whole(collected.Origins), [], _ => false, 5, default).Run(text)):F0}},
             "leftOversMs":{{Median(LeftOvers):F0}},
             "patternsInTextMs":{{Median(() => Pattern("以*促*")):F0}},"longPatternMs":{{Median(() => Pattern("坚持*统一")):F0}},
             "patternsInHeadingsMs":{{Median(() => PatternSearch.InHeadings(view, Parse("以*促*"), PassageFilter.None)):F0}},
             "trendMs":{{Median(() => Trend("党史学习教育")):F0}},"commonTrendMs":{{Median(() => Trend("工作")):F0}},
             "retiredMs":{{Median(() => new RetiredWordings(view, PassageFilter.None, default).Find(text)):F0}}}
            """));
        return 0;

        object LeftOvers() => new LeftOverCheck(view, view.Whole(collected.UnitNames), "云岭县审计局", 2023, [], default).Run(text);

        SentencePattern Parse(string pattern) => SentencePattern.Parse(pattern, 12, false, out _)!;

        object Pattern(string pattern) => PatternSearch.InTexts(view, Parse(pattern), PassageFilter.None, default);

        object Trend(string wording)
        {
            var trend = WordingTrend.Of(view, wording, PassageFilter.None, default);
            return (trend.Years, trend.Span, trend.UnitTypes);
        }

        string Piece() => pieces[random.Next(pieces.Length)];

        string Sentence() => $"{Piece()}{random.Next(99)}处，{Piece()}，{Piece()}。";

        string Report(int number)
        {
            var unit = $"{Places[number % 10]}{"县区市"[number / 100 % 3]}{Offices[number / 10 % 10]}";
            var report = new StringBuilder($"{unit}{2005 + (number % 20)}年工作总结\n一、主要工作\n");
            for (var i = 0; i < PassagesOfReport; i++)
            {
                var heading = i % 10 == 0 ? $"以{Piece()[..2]}促{Piece()[..2]}" : $"抓好第{random.Next(999)}项工作";
                var phrase = i % 4 == 0 ? phrases[random.Next(phrases.Length)] + "，" : "";
                report.Append(
                    CultureInfo.InvariantCulture, $"（{"一二三四五六七八九十"[i % 10]}）{heading}。{phrase}{Sentence()}{Sentence()}\n");
            }

            return report.ToString();
        }
    }

    private static double Median(Func<object?> work)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return times[Rounds / 2];
    }
}
