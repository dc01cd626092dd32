using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Cuts a section into the smallest items that a writer would lift.</summary>
internal sealed class PassageSplitter(string text, SectionSpan section, Func<int, int> rawOffset, List<Formality> formalities)
{
    private const int ShortLine = 30;
    private const int ShortItem = 15;
    private const int LongestLead = 30;
    private const int LongestTypeName = 10;
    private const int LongestPlainLead = 20;
    private readonly List<Passage> _passages = [];
    private int _pending = -1; // where headings begin that go with the text below them
    private string? _pendingHeading;
    private bool _hasPlainLeads; // whether paragraphs without a number begin with a heading: one alone is a sentence like any other

    public IReadOnlyList<Passage> Split()
    {
        _hasPlainLeads = section.Type is not (SectionType.导语 or SectionType.结语)
            && section.Lines.Count(line => line is { Heading: null, Formality: null, Row: null } && PlainLead(line) is not null) >= 2;
        for (var i = 0; i < section.Lines.Count; i++)
        {
            var line = section.Lines[i];
            var next = i + 1 < section.Lines.Count ? section.Lines[i + 1] : null;
            if (line.Formality is { } formality)
            {
                DropPending(line.Start);
                AddFormality(formality, line.Start, line.End, null);
            }
            else if (line.Heading is { IsOwnLine: true } && TakeHeading(line, next))
                continue;
            else if (line.Row is { } row)
                AddRow(line, row);
            else
                AddItems(line);
        }

        DropPending(section.End);
        return Parts(Joined());
    }

    /// <summary>Whether a heading on its own line goes with the text below it, or is no passage.</summary>
    private bool TakeHeading(SectionLine line, SectionLine? next)
    {
        var isOfSection = section.Heading is not null && line.Start == section.Start;
        if (next is { Formality: null, Row: null } && (next.Heading is null || next.Heading.Number?.Style == NumberStyle.Dash))
        {
            // The section's own heading is the section's; an inner one stands at the head of its text.
            if (!isOfSection && _pending < 0)
                (_pending, _pendingHeading) = (line.Start, line.Heading!.Words);

            return true;
        }

        // A heading over other headings says nothing alone; the last of its section may be a sentence that is a whole item.
        var isItem = next?.Heading is null || next.Heading.Rank <= line.Heading!.Rank;
        if (isItem && !isOfSection && (Characters.EndsSentence(text[line.End - 1]) || line.Heading!.Number is not null && line.Depth > 1))
            return false;

        if (isOfSection && next is null && Characters.EndsSentence(text[line.End - 1]))
            return false;

        // A section's own heading is the section's; where nothing follows it, it stands alone.
        if (!isOfSection || next is null)
        {
            DropPending(line.Start);
            AddFormality(FormalityType.Heading, line.Start, line.End, line.Heading!.Words);
        }

        return true;
    }

    private void DropPending(int end)
    {
        if (_pending >= 0)
            AddFormality(FormalityType.Heading, _pending, end, _pendingHeading);

        _pending = -1;
    }

    private void AddFormality(FormalityType type, int start, int end, string? heading)
    {
        while (end > start && text[end - 1] == '\n')
            end--;

        formalities.Add(new(type, text[start..end], start, heading));
    }

    private int TakeStart(SectionLine line)
    {
        var start = _pending >= 0 ? _pending : line.Start;
        _pending = -1;
        return start;
    }

    private void AddRow(SectionLine line, IReadOnlyList<TableCell> row)
    {
        var heading = RowHeading.Of(row);
        var path = heading is null ? line.Path : [.. line.Path, heading];
        _passages.Add(Passage(TakeStart(line), line.End, heading, path) with { Cells = row });
    }

    private void AddItems(SectionLine line)
    {
        var items = Items(line);
        var first = TakeStart(line);
        if (items.Count > 1 && items[0].Lead is not null && line.Heading is { IsOwnLine: false, Words: { } words } own && NamesType(words))
        {
            // 「（一）存在的问题。一是…」: the heading is that of all items, and the first begins with its own words.
            first = line.Start + HeadingEnd(text.AsSpan(line.Start, line.Length), own);
            AddFormality(FormalityType.Heading, line.Start, first, words);
        }

        for (var i = 0; i < items.Count; i++)
        {
            var end = i + 1 < items.Count ? items[i + 1].Start : line.End;
            var (heading, path) = HeadingOf(line, items[i].Lead, i > 0 && items[i].IsSibling);
            _passages.Add(Passage(i == 0 ? first : items[i].Start, end, heading, path));
        }
    }

    /// <summary>
    /// The heading of the numbering above; where that is the section's or only names its type (「（二）存在的问题」), the words that the
    /// item begins with.
    /// </summary>
    /// <param name="isSibling">Whether the item is numbered as the line's own heading is: 其次 after 首先.</param>
    private static (string? Heading, IReadOnlyList<string> Path) HeadingOf(SectionLine line, string? lead, bool isSibling)
    {
        var hasOwn = line.Heading is { IsOwnLine: false, Words: not null };
        if (isSibling && hasOwn)
            return (lead, lead is null ? [.. line.Path.SkipLast(1)] : [.. line.Path.SkipLast(1), lead]);

        if (line.Path.Count == 0 || (line.Depth <= 1 && !hasOwn))
            return (lead, lead is null ? line.Path : [.. line.Path, lead]);

        var above = line.Path[^1];
        return lead is not null && lead != above && NamesType(above) ? (lead, [.. line.Path, lead]) : (above, line.Path);
    }

    private static bool NamesType(string heading) => heading.Length <= LongestTypeName && SectionHeadings.TypeOf(heading) is not null;

    /// <summary>Behind the punctuation of a heading that a paragraph begins with.</summary>
    private static int HeadingEnd(ReadOnlySpan<char> line, Heading heading)
    {
        var end = HeadingLength(line, heading);
        while (end < line.Length && line[end] is '。' or '：' or ':' or ' ' or '　' or '；')
            end++;

        return end;
    }

    /// <summary>The 一是…二是… items of a paragraph where they are sentences; otherwise the paragraph alone.</summary>
    private List<(int Start, string? Lead, bool IsSibling)> Items(SectionLine line)
    {
        var span = text.AsSpan(line.Start, line.Length);
        var starts = new List<(int Start, NumberStyle Style)>();
        var expected = 1;
        NumberStyle? style = null;
        foreach (var start in Starts(span))
        {
            if (Numbering.At(span[start..]) is not { } number || !IsItem(number.Style))
                continue;

            var follows = number.Value == expected || (number.Style == NumberStyle.Firstly && expected > 1) || start == 0;
            if ((style is { } first && first != number.Style) || !follows)
                continue;

            style = number.Style;
            expected = number.Value + 1;
            starts.Add((start, number.Style));
        }

        if (starts.Count < 2 || (line.Length - starts[0].Start) / starts.Count < ShortItem)
            return [(line.Start, Lead(span) ?? (_hasPlainLeads ? PlainLead(line) : null), false)];

        var isSibling = line.Heading?.Number?.Style == style && starts[0].Start == 0;
        var items = new List<(int Start, string? Lead, bool IsSibling)>();
        foreach (var (start, _) in starts)
            items.Add((line.Start + start, Lead(span[start..]), isSibling));

        // What stands before 一是 goes with it if it is only the heading, and is a passage of its own if it says more.
        var before = starts[0].Start - (line.Heading is { IsOwnLine: false } heading ? HeadingLength(span, heading) : 0);
        if (before > ShortLine)
            items.Insert(0, (line.Start, null, false));
        else
            items[0] = (line.Start, items[0].Lead, false);

        return items;
    }

    private static bool IsItem(NumberStyle style) => style is NumberStyle.Is or >= NumberStyle.ArabicBracket and <= NumberStyle.Firstly;

    /// <summary>Where items may begin: at sentences, 一是 also behind a comma or colon (「究其原因，一是…」), ① behind any character.</summary>
    private static List<int> Starts(ReadOnlySpan<char> line)
    {
        var starts = Sentences.Starts(line, semicolons: true);
        var sawFirst = false;
        for (var i = 1; i + 2 < line.Length; i++)
        {
            var isFirst = !sawFirst && line[i] is '一' or '首' && line[i + 1] is '是' or '要' or '先' && line[i - 1] is '，' or ',' or '：' or ':';
            sawFirst |= isFirst;
            if (isFirst || line[i] is (>= '①' and <= '⑳') or (>= '⑴' and <= '⒇') || IsBracketed(line, i))
                starts.Add(i);
        }

        return [.. starts.Distinct().Order()];
    }

    /// <summary>（1） behind punctuation; elsewhere it refers to something.</summary>
    private static bool IsBracketed(ReadOnlySpan<char> line, int i) =>
        line[i] is '（' or '(' && char.IsAsciiDigit(line[i + 1]) && line[i - 1] is '：' or ':' or '，' or ',' or '；' or ';' or '。';

    private static int HeadingLength(ReadOnlySpan<char> line, Heading heading) =>
        heading.Words is null ? heading.Number?.Length ?? 0 : line.IndexOf(heading.Words, StringComparison.Ordinal) + heading.Words.Length;

    /// <summary>「学习形式还不够创新」 of 「一是学习形式还不够创新。例如…」.</summary>
    private static string? Lead(ReadOnlySpan<char> item)
    {
        if (Numbering.At(item) is not { } number)
            return null;

        var rest = item[number.Length..];
        var end = rest.IndexOfAny('。', '；', '：');
        return end is > 3 and <= LongestLead && rest.Length - end > ShortItem ? HeadingFinder.Bare(rest[..end]) : null;
    }

    /// <summary>「织密组织体系」 of 「织密组织体系。把11个社区…」: a heading without a number has no comma.</summary>
    private string? PlainLead(SectionLine line)
    {
        var span = text.AsSpan(line.Start, line.Length);
        var end = span.IndexOf('。');
        return end is > 3 and <= LongestPlainLead && span.Length - end > ShortItem && span[..end].IndexOfAny("，：；") < 0
            ? HeadingFinder.Bare(span[..end])
            : null;
    }

    private Passage Passage(int start, int end, string? heading, IReadOnlyList<string> path)
    {
        while (end > start && (Characters.IsBlank(text[end - 1]) || text[end - 1] == '\n'))
            end--;

        var raw = rawOffset(start);
        return new()
        {
            Heading = heading,
            HeadingPath = path,
            Text = text[start..end],
            Start = start,
            Length = end - start,
            RawStart = raw,
            RawLength = rawOffset(end - 1) + 1 - raw,
        };
    }

    /// <summary>A short line before others of the same heading (「具体做法如下：」) goes with the next.</summary>
    private List<Passage> Joined()
    {
        // From the last to the first. The text of a chain of joined lines is cut once, when its first line is found.
        var joined = new List<Passage>(_passages.Count);
        for (var last = _passages.Count - 1; last >= 0;)
        {
            var passage = _passages[last];
            var (first, end) = (last, passage.Start + passage.Length);
            while (first > 0 && GoesWith(_passages[first - 1], _passages[first].Start, end, passage))
                first--;

            joined.Add(first == last ? passage : Passage(_passages[first].Start, end, passage.Heading, passage.HeadingPath));
            last = first - 1;
        }

        joined.Reverse();
        return joined;
    }

    /// <summary>Whether a passage goes with the text behind it, whose headings are those of its last passage.</summary>
    private bool GoesWith(Passage line, int start, int end, Passage last)
    {
        if (line.Length >= ShortLine || Characters.EndsSentence(line.Text[^1]) || line.Cells.Count > 0 || last.Cells.Count > 0)
            return false;

        var isAdjacent = start - (line.Start + line.Length) <= 1;
        var isSame = line.HeadingPath.SequenceEqual(last.HeadingPath) || line.HeadingPath.SequenceEqual(last.HeadingPath.SkipLast(1));
        return isAdjacent && isSame && Numbering.At(text.AsSpan(start, end - start)) is null;
    }

    /// <summary>Passages longer than the limit, cut at sentences into parts that know each other.</summary>
    private List<Passage> Parts(List<Passage> passages)
    {
        if (passages.TrueForAll(passage => passage.Length <= Reports.Passage.MaxLength))
            return passages;

        var cut = new List<Passage>();
        foreach (var passage in passages)
        {
            var starts = PassageParts.Starts(passage.Text);
            for (var part = 0; part < starts.Count; part++)
            {
                var end = part + 1 < starts.Count ? starts[part + 1] : passage.Length;
                cut.Add(starts.Count == 1
                    ? passage
                    : Passage(passage.Start + starts[part], passage.Start + end, passage.Heading, passage.HeadingPath) with
                    {
                        Cells = passage.Cells,
                        Part = part + 1,
                        PartCount = starts.Count,
                    });
            }
        }

        return cut;
    }
}
