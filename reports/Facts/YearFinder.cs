using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Facts;

/// <summary>
/// The year that a report is about: its title's, before the 「2023年度」 of its text, before the date of signing, before a majority of
/// mentions. A clash between them is noted.
/// </summary>
internal static class YearFinder
{
    private const int LongestLine = 30;

    /// <summary>A report signed in these months is about the year before, where its text names that year too.</summary>
    private const int LastMonthOfLookingBack = 4;

    private static readonly string[] LookingBack = ["回顾", "总结"];
    private static readonly string[] Own = ["现将", "现就", "述职", "报告如下", "汇报如下", "总结如下", "年度工作", "工作情况", "我代表"];

    public static Fact<int>? Find(Title title, Report report, string text, int bodyStart, string? name, List<ReadingNote> notes)
    {
        var sections = report.Sections;
        var mentions = YearMentions.Find(text).Where(mention => mention.Offset >= bodyStart).ToList();
        var stated = Stated(mentions, text, sections);
        if (InTitle(title) is { } inTitle)
        {
            NoteClash(inTitle.Value, stated, mentions, text, sections, notes);
            return inTitle;
        }

        var found = Period(report, text)
            ?? stated
            ?? Signed(report, mentions, text)
            ?? Majority(mentions, text, sections)
            ?? FromName(name);
        if (found is not null)
            NoteClash(found.Value, stated, mentions, text, sections, notes);

        return found;
    }

    private static Fact<int>? InTitle(Title title)
    {
        var isOutside = title.Start < 0;
        // A file's name often holds the year bare: 三亚_政府工作报告_2024.
        var mentions = YearMentions.Find(title.Words);
        if (mentions.Count == 0)
            return null;

        var found = mentions.Where(mention => mention.Form != YearForm.Bare).Concat(mentions).First();
        var confidence = isOutside ? 0.7 : found.Form == YearForm.Bare ? 0.85 : 0.95;
        return new(found.Year, found.Words, isOutside ? -1 : title.Start + found.Offset, confidence);
    }

    /// <summary>「（2022年度）」 below the title.</summary>
    private static Fact<int>? Period(Report report, string text)
    {
        foreach (var line in report.Formalities.Where(line => line.Type is FormalityType.Date && IsAboveBody(line, report)))
            if (YearMentions.Find(text.Substring(line.Start, line.Text.Length)) is [
                { Form: YearForm.YearOfReport or YearForm.Year } mention])
                return new(mention.Year, mention.Words, line.Start + mention.Offset, 0.9);

        return null;
    }

    /// <summary>The year that the opening, or a heading that looks back, says that the report is about.</summary>
    private static Fact<int>? Stated(List<YearMention> mentions, string text, IReadOnlyList<Section> sections)
    {
        var (best, weight) = (default(YearMention?), 0);
        foreach (var mention in mentions)
        {
            if (SectionAt(sections, mention.Offset)?.Type == SectionType.下一步打算 || mention.Form is YearForm.Bare)
                continue;

            var line = LineAt(text, mention.Offset);
            var isOpening = SectionAt(sections, mention.Offset)?.Type is null or SectionType.导语;
            var isOwn = Own.Any(word => line.Contains(word, StringComparison.Ordinal));
            var looksBack = line.Length <= LongestLine && LookingBack.Any(word => line.Contains(word, StringComparison.Ordinal));
            var next = mention.Form switch
            {
                YearForm.YearOfReport => isOpening && isOwn ? 10 : isOpening ? 8 : 0,
                YearForm.Year when looksBack => 7,
                YearForm.Year when isOpening && isOwn => 6,
                _ => 0,
            };
            if (next > weight)
                (best, weight) = (mention, next);
        }

        return best is { } found ? new(found.Year, found.Words, found.Offset, weight >= 6 ? 0.9 : 0.8) : null;
    }

    /// <summary>The date below the text or, of a speech, below its title.</summary>
    private static Fact<int>? Signed(Report report, List<YearMention> mentions, string text)
    {
        foreach (var line in report.Formalities.Where(line => line.Type is FormalityType.Date or FormalityType.Signature).Reverse())
        {
            if (YearMentions.Find(text.Substring(line.Start, line.Text.Length)) is not [.., { Form: not YearForm.Bare } mention])
                continue;

            var before = mentions.FindIndex(other => other.Year == mention.Year - 1 && other.Form is not YearForm.Bare);
            var isNamed = mentions.Exists(other => other.Year == mention.Year && other.Offset < line.Start);
            return mention.Month is > 0 and <= LastMonthOfLookingBack && before >= 0 && !isNamed
                ? new(mentions[before].Year, mentions[before].Words, mentions[before].Offset, 0.7)
                : new(mention.Year, mention.Words, line.Start + mention.Offset, 0.7);
        }

        return null;
    }

    private static Fact<int>? Majority(List<YearMention> mentions, string text, IReadOnlyList<Section> sections)
    {
        var votes = mentions
            .Select(mention => (Mention: mention, Weight: Weigh(mention, text, sections)))
            .Where(vote => vote.Weight > 0)
            .GroupBy(vote => vote.Mention.Year)
            .Select(group => (group.First().Mention, Weight: group.Sum(vote => vote.Weight)))
            .OrderByDescending(vote => vote.Weight)
            .ThenBy(vote => vote.Mention.Offset)
            .ToList();
        // One year alone is enough with less: nothing speaks for another.
        if (votes.Count == 0 || votes[0].Weight < (votes.Count == 1 ? 1 : 2))
            return null;

        var (best, weight) = votes[0];
        return new(best.Year, best.Words, best.Offset, Math.Round(0.4 + (0.4 * weight / votes.Sum(vote => vote.Weight)), 2));
    }

    private static double Weigh(YearMention mention, string text, IReadOnlyList<Section> sections)
    {
        var section = SectionAt(sections, mention.Offset)?.Type;
        if (mention.Form == YearForm.Bare || section == SectionType.下一步打算)
            return 0;

        if (mention.Form == YearForm.YearOfReport)
            return 3;

        // A date with month and day is an event.
        var isEvent = mention.Form == YearForm.Date;
        return section == SectionType.导语 ? isEvent ? 1 : 2 : isEvent ? 0.3 : 1;
    }

    /// <summary>A title of 2023 over 「2022年度」 or 「2022年，将从以下几个方面…」: one of them was replaced.</summary>
    private static void NoteClash(
        int year,
        Fact<int>? stated,
        List<YearMention> mentions,
        string text,
        IReadOnlyList<Section> sections,
        List<ReadingNote> notes)
    {
        if (stated is { Confidence: >= 0.9 } other && other.Value != year && other.Evidence.EndsWith('度'))
        {
            notes.Add(new("year-clash", $"the report is of {year}, but its text says 「{other.Evidence}」"));
            return;
        }

        foreach (var mention in mentions.Where(mention => mention.Form == YearForm.Year && mention.Year < year))
        {
            var after = mention.Offset + mention.Words.Length;
            if (SectionAt(sections, mention.Offset)?.Type != SectionType.下一步打算 || after >= text.Length || text[after] is not ('，' or ','))
                continue;

            if (text.AsSpan(after, Math.Min(12, text.Length - after)).IndexOfAny('将', '要') < 0)
                continue;

            var words = text.AsSpan(mention.Offset, Math.Min(14, text.Length - mention.Offset)).ToString().ReplaceLineEndings(" ");
            notes.Add(new("year-clash", $"the report is of {year}, but its plans say 「{words}」"));
            return;
        }
    }

    private static Fact<int>? FromName(string? name) =>
        name is not null && YearMentions.Find(name) is [var mention, ..] ? new(mention.Year, mention.Words, -1, 0.5) : null;

    private static bool IsAboveBody(Formality line, Report report) =>
        report.Sections is [var first, ..]
        && line.Start < first.Start + first.Length
        && first.Passages.All(passage => passage.Start > line.Start);

    private static Section? SectionAt(IReadOnlyList<Section> sections, int offset) =>
        sections.LastOrDefault(section => section.Start <= offset);

    private static string LineAt(string text, int offset)
    {
        var start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var end = text.IndexOf('\n', offset);
        return text[start..(end < 0 ? text.Length : end)];
    }
}
