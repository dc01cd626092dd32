using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// Cuts a report into sections: at its outermost headings, at inner headings that name another type (「（二）原因分析」), and at
/// sentences that pass to another (「究其原因」).
/// </summary>
internal static class Sectioner
{
    public static List<SectionSpan> Split(string text, IReadOnlyList<Paragraph> body, Heading?[] headings, ReportKind? kind)
    {
        var builder = new Builder(text, kind, headings);
        var closing = ClosingFrom(text, body, headings);
        for (var i = 0; i < body.Count; i++)
        {
            if (i == closing)
                builder.PassTo(SectionType.结语);

            if (headings[i] is { } heading)
                builder.Heading(body[i], heading);
            else
                builder.Plain(body[i], i);
        }

        return builder.Done();
    }

    /// <summary>The first of the last paragraphs that only end the report, or the number of paragraphs.</summary>
    private static int ClosingFrom(string text, IReadOnlyList<Paragraph> body, Heading?[] headings)
    {
        var closing = body.Count;
        for (var i = body.Count - 1; i > 0 && i >= body.Count - 8 && headings[i] is null; i--)
        {
            var line = body[i].Of(text);
            if (SectionTransitions.IsClosing(line) || (i == body.Count - 1 && SectionTransitions.IsLastAddress(line)))
                closing = i;
            else if (line.Length > 40 && !DateLine.Is(line))
                break;
        }

        return closing;
    }

    /// <summary>The state between paragraphs.</summary>
    private sealed class Builder(string text, ReportKind? kind, Heading?[] headings)
    {
        private const int ShortestTransition = 80;
        private readonly List<SectionSpan> _done = [];
        private readonly List<(double Rank, string? Words, int Value)> _open = [];
        private readonly double _top = headings.Min(heading => heading?.Rank) ?? double.MaxValue;
        private List<SectionLine> _lines = [];
        private SectionType _type = SectionType.导语;
        private SectionType _typeOfHeading = SectionType.导语;
        private string? _heading;
        private (double Rank, int Value)? _transitionAfter; // the inner heading before a transition: its next sibling returns to the section's type
        private bool _sawHeading;
        private bool _sawBody;
        private int _year; // of the work, where a heading names it

        public void Heading(Paragraph paragraph, Heading found)
        {
            while (_open.Count > 0 && _open[^1].Rank >= found.Rank)
                _open.RemoveAt(_open.Count - 1);

            var outermost = found.Rank <= _top || _open.Count == 0;
            var named = found.Words is { } words && (outermost || words.Length <= 24) ? NamedType(words) : null;
            if (_type == SectionType.其他 && _done.Count + _lines.Count > 0)
                named = SectionType.其他; // what is attached stays so to the end

            if (outermost)
                Open(named ?? DefaultType(), found.Words);
            else if (named is { } inner && inner != _type && MayFollow(inner) && SectionHeadings.NamesType(inner, found.Words!))
                Open(inner, null);
            else if (_transitionAfter is { } before && before.Rank == found.Rank && before.Value + 1 == (found.Number?.Value ?? 0))
                Open(_typeOfHeading, null);

            _open.Add((found.Rank, found.Words, found.Number?.Value ?? 0));
            if (outermost)
                _typeOfHeading = _type;

            Add(paragraph.Start, paragraph.Length, found);
            _sawHeading = true;
            if (!found.IsOwnLine)
                PassInside(paragraph, found);
        }

        public void Plain(Paragraph paragraph, int index)
        {
            var line = paragraph.Of(text);
            if (SectionTransitions.From(_type, line) is { } passed)
                PassTo(passed);
            else if (_type == SectionType.存在问题 && _typeOfHeading == SectionType.主要工作 && SectionTransitions.IsReturnToWork(line))
                PassTo(SectionType.主要工作);
            else if (!_sawHeading && _type == SectionType.导语 && _sawBody && BodyWithoutHeadings(line, index))
                Open(DefaultType(), null);

            _sawBody |= line.Length >= 40 || SectionTransitions.IsOpening(line);
            Add(paragraph.Start, paragraph.Length, null);
            PassInside(paragraph, null);
        }

        /// <summary>Goes on under another type without a heading of its own.</summary>
        public void PassTo(SectionType passed)
        {
            _transitionAfter = _open.Count > 1 ? (_open[^1].Rank, _open[^1].Value) : null;
            var outermost = _open.Count > 0 ? _open[0] : default;
            _open.Clear();
            if (outermost.Words is not null && passed != SectionType.结语)
                _open.Add(outermost);

            Open(passed, null, keepTransition: true);
        }

        public List<SectionSpan> Done()
        {
            Close();
            return _done;
        }

        /// <summary>A paragraph may pass to another type between two of its sentences.</summary>
        private void PassInside(Paragraph paragraph, Heading? found)
        {
            var line = paragraph.Of(text);
            foreach (var start in Sentences.Starts(line, semicolons: false))
            {
                // 「对于这些问题，我们将认真解决。」 alone still speaks of the problems.
                if (start == 0 || line.Length - start < ShortestTransition || _type is not (SectionType.存在问题 or SectionType.原因分析) || SectionTransitions.From(_type, line[start..]) is not { } passed)
                    continue;

                var last = _lines[^1];
                var cut = paragraph.Start + start;
                _lines[^1] = last with { Length = cut - last.Start };
                PassTo(passed);
                Add(cut, paragraph.End - cut, null);
            }
        }

        private SectionType? NamedType(string words)
        {
            var byYear = ByYear(words);
            var named = SectionHeadings.TypeOf(words);
            return named is null or SectionType.主要工作 ? byYear ?? named : named;
        }

        /// <summary>「关于2025年工作」 after 「2024年工作回顾」 speaks of what is to come.</summary>
        private SectionType? ByYear(string words)
        {
            var at = words.IndexOf("20", StringComparison.Ordinal);
            if (at < 0 || at + 5 > words.Length || words[at + 4] is not ('年' or ' ') || !int.TryParse(words.AsSpan(at, 4), out var named))
                return null;

            if (_year > 0 && named > _year)
                return SectionType.下一步打算;

            _year = named;
            return null;
        }

        // An inner heading changes the type only to what may follow: a summary of work may name problems and plans.
        private bool MayFollow(SectionType inner) => _type switch
        {
            SectionType.存在问题 => inner is SectionType.原因分析 or SectionType.下一步打算 or SectionType.主要工作,
            SectionType.原因分析 => inner is SectionType.存在问题 or SectionType.下一步打算,
            SectionType.主要工作 => inner is SectionType.存在问题 or SectionType.原因分析 or SectionType.下一步打算,
            _ => false,
        };

        private SectionType DefaultType() => _type switch
        {
            SectionType.存在问题 when kind == ReportKind.对照检查材料 => SectionType.存在问题,
            SectionType.存在问题 or SectionType.原因分析 or SectionType.下一步打算 => SectionType.下一步打算,
            SectionType.其他 or SectionType.结语 => _type,
            _ when kind is ReportKind.工作计划 or ReportKind.实施方案 => SectionType.下一步打算,
            _ => SectionType.主要工作,
        };

        // Without any heading, the work begins after the sentences that open the report.
        private bool BodyWithoutHeadings(ReadOnlySpan<char> line, int index) => !SectionTransitions.IsOpening(line) && !headings.AsSpan(index).ContainsAnyExcept((Heading?)null);

        private void Open(SectionType next, string? words, bool keepTransition = false)
        {
            Close();
            _type = next;
            _heading = words;
            if (!keepTransition)
                _transitionAfter = null;
        }

        private void Close()
        {
            if (_lines.Count > 0)
                _done.Add(new(_type, _heading, _lines));

            _lines = [];
        }

        private void Add(int start, int length, Heading? own) =>
            _lines.Add(new(start, length, [.. _open.Where(level => level.Words is not null).Select(level => level.Words!)], own, _open.Count));
    }
}
