using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// Cuts a report into sections: at its outermost headings, at inner headings that tell another type (「（二）原因分析」), and at
/// sentences that turn to another (「究其原因」).
/// </summary>
internal static class Sectioner
{
    public static List<Stretch> Split(string text, IReadOnlyList<Paragraph> body, Heading?[] headings, ReportKind? kind)
    {
        var walk = new Walk(text, kind, headings);
        var closing = ClosingFrom(text, body, headings);
        for (var i = 0; i < body.Count; i++)
        {
            if (i == closing)
                walk.Turn(SectionType.结语);

            if (headings[i] is { } heading)
                walk.Heading(body[i], heading);
            else
                walk.Plain(body[i], i);
        }

        return walk.Done();
    }

    /// <summary>The first of the last paragraphs that only end the report, or the number of paragraphs.</summary>
    private static int ClosingFrom(string text, IReadOnlyList<Paragraph> body, Heading?[] headings)
    {
        var closing = body.Count;
        for (var i = body.Count - 1; i > 0 && i >= body.Count - 8 && headings[i] is null; i--)
        {
            var line = body[i].Of(text);
            if (Turns.IsClosing(line) || (i == body.Count - 1 && Turns.IsLastWord(line)))
                closing = i;
            else if (line.Length > 40 && !DateLine.Is(line))
                break;
        }

        return closing;
    }

    /// <summary>What is known while the paragraphs go by.</summary>
    private sealed class Walk(string text, ReportKind? kind, Heading?[] headings)
    {
        private const int ShortestTurn = 80;
        private readonly List<Stretch> _done = [];
        private readonly List<(double Rank, string? Words, int Value)> _open = [];
        private readonly double _top = headings.Min(heading => heading?.Rank) ?? double.MaxValue;
        private List<Line> _lines = [];
        private SectionType _type = SectionType.导语;
        private SectionType _typeOfHeading = SectionType.导语;
        private string? _heading;
        private (double Rank, int Value)? _turnedAfter; // the inner heading before a turn: its next sibling turns back
        private bool _sawHeading;
        private bool _sawBody;
        private int _year; // of the deeds, where a heading names it

        public void Heading(Paragraph paragraph, Heading found)
        {
            while (_open.Count > 0 && _open[^1].Rank >= found.Rank)
                _open.RemoveAt(_open.Count - 1);

            var outermost = found.Rank <= _top || _open.Count == 0;
            var told = found.Words is { } words && (outermost || words.Length <= 24) ? Tell(words) : null;
            if (_type == SectionType.其他 && _done.Count + _lines.Count > 0)
                told = SectionType.其他; // what is attached stays so to the end

            if (outermost)
                Open(told ?? Untold(), found.Words);
            else if (told is { } inner && inner != _type && IsTurn(inner) && SectionTypes.IsPlain(inner, found.Words!))
                Open(inner, null);
            else if (_turnedAfter is { } before && before.Rank == found.Rank && before.Value + 1 == (found.Number?.Value ?? 0))
                Open(_typeOfHeading, null);

            _open.Add((found.Rank, found.Words, found.Number?.Value ?? 0));
            if (outermost)
                _typeOfHeading = _type;

            Add(paragraph.Start, paragraph.Length, found);
            _sawHeading = true;
            if (!found.IsOwnLine)
                TurnInside(paragraph, found);
        }

        public void Plain(Paragraph paragraph, int index)
        {
            var line = paragraph.Of(text);
            if (Turns.From(_type, line) is { } turned)
                Turn(turned);
            else if (_type == SectionType.存在问题 && _typeOfHeading == SectionType.主要工作 && Turns.IsBack(line))
                Turn(SectionType.主要工作);
            else if (!_sawHeading && _type == SectionType.导语 && _sawBody && BodyWithoutHeadings(line, index))
                Open(Untold(), null);

            _sawBody |= line.Length >= 40 || Turns.IsOpening(line);
            Add(paragraph.Start, paragraph.Length, null);
            TurnInside(paragraph, null);
        }

        /// <summary>Goes on under another type without a heading of its own.</summary>
        public void Turn(SectionType turned)
        {
            _turnedAfter = _open.Count > 1 ? (_open[^1].Rank, _open[^1].Value) : null;
            var outermost = _open.Count > 0 ? _open[0] : default;
            _open.Clear();
            if (outermost.Words is not null && turned != SectionType.结语)
                _open.Add(outermost);

            Open(turned, null, keepTurn: true);
        }

        public List<Stretch> Done()
        {
            Close();
            return _done;
        }

        /// <summary>A paragraph may turn between two of its sentences.</summary>
        private void TurnInside(Paragraph paragraph, Heading? found)
        {
            var line = paragraph.Of(text);
            foreach (var start in Sentences.Starts(line, semicolons: false))
            {
                // 「对于这些问题，我们将认真解决。」 alone still speaks of the problems.
                if (start == 0 || line.Length - start < ShortestTurn || _type is not (SectionType.存在问题 or SectionType.原因分析) || Turns.From(_type, line[start..]) is not { } turned)
                    continue;

                var last = _lines[^1];
                var cut = paragraph.Start + start;
                _lines[^1] = last with { Length = cut - last.Start };
                Turn(turned);
                Add(cut, paragraph.End - cut, null);
            }
        }

        private SectionType? Tell(string words)
        {
            var byYear = ByYear(words);
            var told = SectionTypes.Of(words);
            return told is null or SectionType.主要工作 ? byYear ?? told : told;
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

        // An inner heading turns a section only to what may follow its type: a summary of deeds may name problems and plans.
        private bool IsTurn(SectionType inner) => _type switch
        {
            SectionType.存在问题 => inner is SectionType.原因分析 or SectionType.下一步打算 or SectionType.主要工作,
            SectionType.原因分析 => inner is SectionType.存在问题 or SectionType.下一步打算,
            SectionType.主要工作 => inner is SectionType.存在问题 or SectionType.原因分析 or SectionType.下一步打算,
            _ => false,
        };

        private SectionType Untold() => _type switch
        {
            SectionType.存在问题 when kind == ReportKind.对照检查材料 => SectionType.存在问题,
            SectionType.存在问题 or SectionType.原因分析 or SectionType.下一步打算 => SectionType.下一步打算,
            SectionType.其他 or SectionType.结语 => _type,
            _ when kind is ReportKind.工作计划 or ReportKind.实施方案 => SectionType.下一步打算,
            _ => SectionType.主要工作,
        };

        // Without any heading, the work begins where the opening has said what it had to say.
        private bool BodyWithoutHeadings(ReadOnlySpan<char> line, int index) => !Turns.IsOpening(line) && !headings.AsSpan(index).ContainsAnyExcept((Heading?)null);

        private void Open(SectionType next, string? words, bool keepTurn = false)
        {
            Close();
            _type = next;
            _heading = words;
            if (!keepTurn)
                _turnedAfter = null;
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
