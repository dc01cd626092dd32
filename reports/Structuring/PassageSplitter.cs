using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Cuts a section into the smallest items that a writer would lift.</summary>
internal static class PassageSplitter
{
    private const int ShortLine = 30;
    private const int ShortItem = 15;

    public static IReadOnlyList<Passage> Split(string text, SectionSpan section, Func<int, int> rawPlace)
    {
        var passages = new List<Passage>();
        var pending = -1; // where headings begin that go with the text below them
        for (var i = 0; i < section.Lines.Count; i++)
        {
            var line = section.Lines[i];
            var start = pending >= 0 ? pending : line.Start;
            if (line.Heading is { IsOwnLine: true } && i + 1 < section.Lines.Count && GoesOn(line, section.Lines[i + 1]))
            {
                // The section's own heading is the section's; an inner one stands at the head of its text.
                if (line.Depth > 1 || section.Heading is null)
                    pending = start;

                continue;
            }

            if (line.Heading is { IsOwnLine: true } && section.Heading is not null && line.Start == section.Start && section.Lines.Count > 1)
                continue;

            pending = -1;
            var items = Items(text, line);
            for (var item = 0; item < items.Count; item++)
            {
                var end = item + 1 < items.Count ? items[item + 1].Start : line.End;
                passages.Add(Passage(text, item == 0 ? start : items[item].Start, end, line, items[item].Lead, rawPlace));
            }
        }

        return Joined(text, passages, rawPlace);
    }

    // A heading goes with what follows, unless that is a heading of its own right.
    private static bool GoesOn(SectionLine heading, SectionLine next) => next.Heading is null || next.Heading.Number?.Style == NumberStyle.Dash;

    /// <summary>The 一是…二是… items of a paragraph where they are sentences; otherwise the paragraph alone.</summary>
    private static List<(int Start, string? Lead)> Items(string text, SectionLine line)
    {
        var span = text.AsSpan(line.Start, line.Length);
        var starts = new List<(int Start, NumberStyle Style)>();
        var expected = 1;
        NumberStyle? style = null;
        foreach (var start in Starts(span))
        {
            if (Numbering.At(span[start..]) is not { Style: NumberStyle.Is or NumberStyle.Firstly or NumberStyle.Its or NumberStyle.Ordinal or NumberStyle.ArabicBracket or NumberStyle.Circled } number)
                continue;

            var follows = number.Value == expected || (number.Style == NumberStyle.Firstly && expected > 1) || start == 0;
            if ((style is { } first && first != number.Style) || !follows)
                continue;

            style = number.Style;
            expected = number.Value + 1;
            starts.Add((start, number.Style));
        }

        if (starts.Count < 2 || (line.Length - starts[0].Start) / starts.Count < ShortItem)
            return [(line.Start, starts.Count > 0 && starts[0].Start == 0 ? Lead(span) : null)];

        var items = new List<(int Start, string? Lead)>();
        foreach (var (start, _) in starts)
            items.Add((line.Start + start, Lead(span[start..])));

        // What stands before 一是 goes with it if it is only the heading, and is a passage of its own if it says more.
        var before = starts[0].Start - (line.Heading is { IsOwnLine: false } heading ? HeadingLength(span, heading) : 0);
        if (before > ShortLine)
            items.Insert(0, (line.Start, null));
        else
            items[0] = (line.Start, items[0].Lead);

        return items;
    }

    /// <summary>Where items may begin: at sentences, and 一是 also after a comma or colon (「究其原因，一是…」).</summary>
    private static List<int> Starts(ReadOnlySpan<char> line)
    {
        var starts = Sentences.Starts(line, semicolons: true);
        for (var i = 1; i + 2 < line.Length; i++)
            if (line[i] == '一' && line[i + 1] is '是' or '要' && line[i - 1] is '，' or ',' or '：' or ':')
            {
                starts.Add(i);
                starts.Sort();
                break;
            }

        return starts;
    }

    private static int HeadingLength(ReadOnlySpan<char> line, Heading heading) =>
        heading.Words is null ? heading.Number?.Length ?? 0 : line.IndexOf(heading.Words, StringComparison.Ordinal) + heading.Words.Length;

    /// <summary>「学习形式还不够创新」 of 「一是学习形式还不够创新。例如…」.</summary>
    private static string? Lead(ReadOnlySpan<char> item)
    {
        var rest = item[(Numbering.At(item)?.Length ?? 0)..];
        var end = rest.IndexOfAny('。', '；');
        return end is > 3 and <= 30 && rest.Length - end > ShortItem ? HeadingFinder.Bare(rest[..end]) : null;
    }

    private static Passage Passage(string text, int start, int end, SectionLine line, string? lead, Func<int, int> rawPlace)
    {
        while (end > start && Characters.IsBlank(text[end - 1]) | text[end - 1] == '\n')
            end--;

        // The heading of the numbering above; where a section has none, the words that its item begins with.
        var inner = line.Depth > 1 || line.Heading is { IsOwnLine: false, Words: not null };
        var heading = inner && line.Path.Count > 0 ? line.Path[^1] : lead;
        var raw = rawPlace(start);
        return new()
        {
            Heading = heading,
            HeadingPath = inner || lead is null ? line.Path : [.. line.Path, lead],
            Text = text[start..end],
            Start = start,
            Length = end - start,
            RawStart = raw,
            RawLength = rawPlace(end - 1) + 1 - raw,
        };
    }

    /// <summary>A short line before others of the same heading (「具体做法如下：」) goes with the next.</summary>
    private static List<Passage> Joined(string text, List<Passage> passages, Func<int, int> rawPlace)
    {
        for (var i = passages.Count - 2; i >= 0; i--)
        {
            var (a, b) = (passages[i], passages[i + 1]);
            if (a.Length >= ShortLine || Characters.EndsSentence(a.Text[^1]) || a.Heading != b.Heading || !a.HeadingPath.SequenceEqual(b.HeadingPath) || Numbering.At(b.Text) is not null)
                continue;

            var raw = rawPlace(a.Start);
            passages[i] = a with { Text = text[a.Start..(b.Start + b.Length)], Length = b.Start + b.Length - a.Start, RawLength = rawPlace(b.Start + b.Length - 1) + 1 - raw };
            passages.RemoveAt(i + 1);
        }

        return passages;
    }
}
