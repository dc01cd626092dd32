using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The year that a report is about: its title's, before the 「2023年度」 of its opening, before a majority of mentions.</summary>
internal static class YearFinder
{
    private static readonly Regex Mention = new(@"[〔\[（(]?(?:19[89]|20[0-4])[0-9](?:年度?|〕)?|二[〇零○][〇零○一二三四][〇零○一二三四五六七八九]年度?", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly string[] Own = ["现将", "现就", "述职", "报告如下", "汇报如下", "总结如下", "年度工作", "工作情况", "我代表"];

    public static Fact<int>? Find(Title title, string text, int bodyStart, IReadOnlyList<Section> sections, string? name, List<ReadingNote> notes)
    {
        // A file's name often holds the year bare: 三亚_政府工作报告_2024.
        var inTitle = Mentions(title.Words).FirstOrDefault(mention => mention.IsYear || title.Start < 0);
        var votes = new Dictionary<int, (double Weight, string Words, int Place)>();
        foreach (var mention in Mentions(text[bodyStart..]))
        {
            var place = bodyStart + mention.Place;
            var weight = Weigh(mention, text, place, sections);
            var (sum, words, at) = votes.GetValueOrDefault(mention.Year, (0, mention.Words, place));
            votes[mention.Year] = weight > sum && sum < 5 ? (sum + weight, mention.Words, place) : (sum + weight, words, at);
        }

        if (inTitle.Words is not null)
        {
            NoteClash(inTitle.Year, text, sections, notes);
            return new(inTitle.Year, inTitle.Words, title.Start < 0 ? -1 : title.Start + inTitle.Place, title.Start < 0 ? 0.7 : 0.95);
        }

        var ranked = votes.Where(vote => vote.Value.Weight > 0).OrderByDescending(vote => vote.Value.Weight).ThenBy(vote => vote.Value.Place).ToList();
        if (ranked.Count == 0 || ranked[0].Value.Weight < 2)
            return FromName(name);

        NoteClash(ranked[0].Key, text, sections, notes);
        var all = ranked.Sum(vote => vote.Value.Weight);
        return new(ranked[0].Key, ranked[0].Value.Words, ranked[0].Value.Place, Math.Round(0.4 + (0.5 * ranked[0].Value.Weight / all), 2));
    }

    private static double Weigh((int Year, string Words, int Place, bool IsYear) mention, string text, int place, IReadOnlyList<Section> sections)
    {
        if (!mention.IsYear)
            return 0;

        var section = sections.LastOrDefault(section => section.Start <= place);
        if (section?.Type == SectionType.下一步打算)
            return 0;

        var line = LineOf(text, place);
        var isOwn = Own.Any(word => line.Contains(word, StringComparison.Ordinal));
        var isDegree = mention.Words.EndsWith('度');
        // A heading says what its section is about; a date with month and day is an event.
        if (line.Length <= 30 && (line.Contains("回顾", StringComparison.Ordinal) || line.Contains("总结", StringComparison.Ordinal)))
            return 8;

        // A speech bears its day below the title: （2023年2月3日）.
        if (section?.Type == SectionType.导语 && DateLine.Is(line))
            return 3;

        var isEvent = place + mention.Words.Length < text.Length && char.IsAsciiDigit(text[place + mention.Words.Length]);
        return section?.Type == SectionType.导语 && isOwn ? isDegree ? 10 : isEvent ? 0.5 : 6
            : section?.Type == SectionType.导语 ? isDegree ? 5 : isEvent ? 0.5 : 2
            : isEvent ? 0.3 : 1;
    }

    /// <summary>A title of 2023 over 「2022年，将从以下几个方面…」: one of them was replaced.</summary>
    private static void NoteClash(int year, string text, IReadOnlyList<Section> sections, List<ReadingNote> notes)
    {
        foreach (var section in sections.Where(section => section.Type == SectionType.下一步打算))
            foreach (var mention in Mentions(text.Substring(section.Start, section.Length)))
            {
                var after = section.Start + mention.Place + mention.Words.Length;
                var isPlan = mention.IsYear && after < text.Length && text[after] is '，' or ',' && text.AsSpan(after, Math.Min(12, text.Length - after)).IndexOfAny('将', '要') >= 0;
                if (!isPlan || mention.Year >= year)
                    continue;

                notes.Add(new("year-clash", $"the report is of {year}, but its plans say 「{text.AsSpan(section.Start + mention.Place, Math.Min(14, text.Length - section.Start - mention.Place)).ToString().ReplaceLineEndings(" ")}」"));
                return;
            }
    }

    private static Fact<int>? FromName(string? name)
    {
        var mention = name is null ? default : Mentions(name).FirstOrDefault(mention => mention.Words.Length >= 4);
        return mention.Words is null ? null : new(mention.Year, mention.Words, -1, 0.5);
    }

    private static List<(int Year, string Words, int Place, bool IsYear)> Mentions(string text)
    {
        var found = new List<(int Year, string Words, int Place, bool IsYear)>();
        foreach (var match in Mention.EnumerateMatches(text))
        {
            var words = text.Substring(match.Index, match.Length);
            var inBrackets = words[0] is '〔' or '[' or '（' or '(';
            var digits = inBrackets ? words[1..] : words;
            // Numbers of documents and longer numbers are no years.
            if ((match.Index > 0 && char.IsAsciiDigit(text[match.Index - 1])) || (match.Index + match.Length < text.Length && !words.EndsWith('年') && !words.EndsWith('度') && char.IsAsciiDigit(text[match.Index + match.Length])))
                continue;

            found.Add((YearOf(digits), digits, match.Index + (inBrackets ? 1 : 0), digits.Contains('年', StringComparison.Ordinal)));
        }

        return found;
    }

    private static int YearOf(string words)
    {
        var year = 0;
        foreach (var c in words.AsSpan(0, 4))
            year = (year * 10) + (char.IsAsciiDigit(c) ? c - '0' : c is '〇' or '零' or '○' ? 0 : "一二三四五六七八九".IndexOf(c, StringComparison.Ordinal) + 1);

        return year;
    }

    private static ReadOnlySpan<char> LineOfSpan(string text, int place)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, place - 1)) + 1;
        var end = text.IndexOf('\n', place);
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start);
    }

    private static string LineOf(string text, int place) => LineOfSpan(text, place).ToString();
}
