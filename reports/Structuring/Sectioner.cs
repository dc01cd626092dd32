using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// Cuts a report into sections: at its outermost headings, at inner headings that name another type (「（二）原因分析」), and at
/// sentences that pass to another (「究其原因」).
/// </summary>
internal static class Sectioner
{
    private const int ClosingLines = 16;

    public static List<SectionSpan> Split(
        string text,
        IReadOnlyList<Paragraph> body,
        Heading?[] headings,
        LineLayout layout,
        ReportKind? kind)
    {
        var builder = new Builder(text, kind, headings, layout);
        var closing = ClosingFrom(text, body, headings, layout);
        for (var i = 0; i < body.Count; i++)
        {
            if (i == closing)
                builder.PassTo(SectionType.结语, TypeEvidence.Named);

            if (headings[i] is { } heading)
                builder.Heading(body[i], heading);
            else if (layout.IsPlain(i))
                builder.Plain(body[i], i);
            else
                builder.Other(body[i], i);
        }

        return builder.Done();
    }

    /// <summary>The first of the last paragraphs that only end the report, or the number of paragraphs.</summary>
    private static int ClosingFrom(string text, IReadOnlyList<Paragraph> body, Heading?[] headings, LineLayout layout)
    {
        var closing = body.Count;
        for (var i = body.Count - 1; i > 0 && i >= body.Count - ClosingLines && headings[i] is null && layout.RowAt(i) is null; i--)
        {
            var line = body[i].Of(text);
            var isForm = layout.FormalityAt(i) is FormalityType.Signature or FormalityType.Date or FormalityType.Attachment;
            if (isForm || SectionTransitions.IsClosing(line) || (i == body.Count - 1 && SectionTransitions.IsLastAddress(line)))
                closing = i;
            else if (line.Length > 40)
                break;
        }

        return closing;
    }

    /// <summary>The state between paragraphs.</summary>
    private sealed class Builder(string text, ReportKind? kind, Heading?[] headings, LineLayout layout)
    {
        private const int ShortestTransition = 80;
        private const int ShortestBody = 12;
        private const int ShortestSentence = 6;
        private const int LongestOpening = 3; // in paragraphs
        private const double PlainlyWork = 0.8;
        private const int LongestTransitionParagraph = 120;
        private const int LongestInnerName = 24;
        private readonly List<SectionSpan> _done = [];
        private readonly List<(double Rank, string? Words, int Value, bool IsItem)> _open = [];
        private readonly int _lastHeading = Array.FindLastIndex(headings, heading => heading is not null);
        private readonly int _beforeHeadings = Enumerable.Range(0, headings.Length)
            .TakeWhile(i => headings[i] is null)
            .Count(layout.IsPlain);
        private readonly double _top = headings.Min(heading => heading?.Rank) ?? double.MaxValue;
        private List<SectionLine> _lines = [];
        private SectionType _type = SectionType.导语;
        private TypeEvidence _evidence = TypeEvidence.Named;
        private SectionType _typeOfHeading = SectionType.导语;
        private string? _heading;
        private (double Rank, int Value)? _transitionAfter; // the inner heading before a transition: its next sibling returns
        private bool _sawHeading;
        private bool _sawBody;
        private int _year; // of the work, where a heading names it

        public void Heading(Paragraph paragraph, Heading found)
        {
            while (_open.Count > 0 && _open[^1].Rank >= found.Rank)
                _open.RemoveAt(_open.Count - 1);

            // Items after a sentence that passes to the problems are the problems, whatever level they have elsewhere.
            var isListed = found.IsItem && _evidence == TypeEvidence.Transition && _heading is null;
            var outermost = !isListed && (found.Rank <= _top || _open.Count == 0);
            var named = found.Words is { } words ? outermost ? NamedType(words) : InnerType(words, found) : null;
            if (_type == SectionType.其他 && _done.Count + _lines.Count > 0)
                named = SectionType.其他; // what is attached stays so to the end

            if (outermost)
                OpenSection(named, found.Words);
            else if (named is { } inner && inner != _type && MayFollow(inner) && !IsCause(found))
                Open(inner, TypeEvidence.Named, null);
            else if (_transitionAfter is { } before && before.Rank == found.Rank && before.Value + 1 == (found.Number?.Value ?? 0))
                Open(_typeOfHeading, TypeEvidence.Named, null);

            _open.Add((found.Rank, found.Words, found.Number?.Value ?? 0, found.IsItem));
            if (outermost)
                _typeOfHeading = _type;

            Add(paragraph.Start, paragraph.Length, found, null, null);
            _sawHeading = true;
            if (!found.IsOwnLine)
                PassInside(paragraph);
        }

        public void Plain(Paragraph paragraph, int index)
        {
            var line = paragraph.Of(text);
            if (_type is not (SectionType.其他 or SectionType.结语) && SectionTransitions.OfLabel(line) is { } labelled)
                PassToLabel(labelled);
            else if (Transition(line) is { } next)
                PassTo(next, TypeEvidence.Transition);
            else if (_type == SectionType.存在问题 && _typeOfHeading == SectionType.主要工作 && SectionTransitions.IsReturnToWork(line))
                PassTo(SectionType.主要工作, TypeEvidence.Transition);
            else if (!_sawHeading && _type == SectionType.导语 && _sawBody && IsBodyWithoutHeadings(line, index))
                Open(DefaultType(), TypeEvidence.Default, null);

            _sawBody |= line.Length >= ShortestBody || SectionTransitions.IsOpening(line)
                || (line.Length >= ShortestSentence && Characters.EndsSentence(line[^1]));
            Add(paragraph.Start, paragraph.Length, null, null, null);
            PassInside(paragraph);
        }

        /// <summary>A formality or a row of a table.</summary>
        public void Other(Paragraph paragraph, int index)
        {
            var row = layout.RowAt(index);
            if (layout.FormalityAt(index) == FormalityType.TableHeader && _evidence is TypeEvidence.Default
                && TypeOfColumns(paragraph.Of(text).ToString()) is { } type && type != _type)
                PassTo(type, TypeEvidence.Transition);
            else if (row is not null && _type == SectionType.导语)
                Open(DefaultType(), TypeEvidence.Default, null);

            Add(paragraph.Start, paragraph.Length, null, layout.FormalityAt(index), row);
        }

        /// <summary>Goes on under another type without a heading of its own.</summary>
        public void PassTo(SectionType next, TypeEvidence evidence)
        {
            _transitionAfter = _open.Count > 1 ? (_open[^1].Rank, _open[^1].Value) : null;
            var outermost = _open.Count > 0 ? _open[0] : default;
            _open.Clear();
            if (outermost.Words is not null && !outermost.IsItem && next != SectionType.结语)
                _open.Add(outermost);

            Open(next, evidence, null, keepTransition: true);
        }

        /// <summary>A label keeps the headings above it: 「问题一」 is over 「具体表现：」 and 「整改措施：」 alike.</summary>
        private void PassToLabel(SectionType labelled)
        {
            if (labelled != _type)
                Open(labelled, TypeEvidence.Named, null);
        }

        public List<SectionSpan> Done()
        {
            Close();
            // A text that never leaves its opening has none: it is typed by what it says.
            return _done.TrueForAll(span => span.Type is SectionType.导语 or SectionType.结语)
                ? [.. _done.Select(span => span.Type == SectionType.导语 && !IsOpeningAlone(span) ? WithoutOpening(span) : span)]
                : _done;
        }

        private bool IsOpeningAlone(SectionSpan span) =>
            span.Lines.All(line => line.Formality is not null || SectionTransitions.IsOpening(text.AsSpan(line.Start, line.Length)));

        private static SectionSpan WithoutOpening(SectionSpan span) =>
            span with { Type = SectionType.主要工作, Evidence = TypeEvidence.Default };

        /// <summary>The type that a paragraph passes to by its first sentence, or a short one by any.</summary>
        private SectionType? Transition(ReadOnlySpan<char> line)
        {
            if (SectionTransitions.From(_type, line, _lastHeading >= 0) is { } next)
                return next;

            if (line.Length > LongestTransitionParagraph || _evidence == TypeEvidence.Named && _sawHeading)
                return null;

            foreach (var start in Sentences.Starts(line, semicolons: false))
                if (start > 0 && SectionTransitions.From(_type, line[start..], _lastHeading >= 0) is { } later)
                    return later;

            return null;
        }

        /// <summary>A paragraph may pass to another type between two of its sentences.</summary>
        private void PassInside(Paragraph paragraph)
        {
            var line = paragraph.Of(text);
            foreach (var start in Sentences.Starts(line, semicolons: false))
            {
                // 「对于这些问题，我们将认真解决。」 alone still speaks of the problems.
                if (start == 0 || line.Length - start < ShortestTransition || _type is not (SectionType.存在问题 or SectionType.原因分析))
                    continue;

                if (SectionTransitions.From(_type, line[start..], _lastHeading >= 0) is not { } next)
                    continue;

                var last = _lines[^1];
                var cut = paragraph.Start + start;
                _lines[^1] = last with { Length = cut - last.Start };
                PassTo(next, TypeEvidence.Transition);
                Add(cut, paragraph.End - cut, null, null, null);
            }
        }

        private void OpenSection(SectionType? named, string? words)
        {
            if (words is not null && SectionHeadings.IsMixed(words))
                Open(SectionType.主要工作, TypeEvidence.Mixed, words);
            else
                Open(named ?? DefaultType(), named is null ? TypeEvidence.Default : TypeEvidence.Named, words);
        }

        private SectionType? NamedType(string words)
        {
            var byYear = ByYear(words);
            var named = SectionHeadings.TypeOf(words);
            return named is null or SectionType.主要工作 ? byYear ?? named : named;
        }

        /// <summary>The type that a heading below another names: 「（二）履职担当方面」 below the problems is one of them.</summary>
        private static SectionType? InnerType(string words, Heading heading)
        {
            if (words.Length > LongestInnerName || SectionHeadings.TypeOf(words) is not { } type || !SectionHeadings.NamesType(type, words))
                return null;

            var isAspect = words.EndsWith("方面", StringComparison.Ordinal);
            return type != SectionType.主要工作 || (heading.IsOwnLine && !isAspect) ? type : null;
        }

        /// <summary>「2.法治思维不足。物业治理靠人情…」 below the causes is one of them.</summary>
        private bool IsCause(Heading found) =>
            _type == SectionType.原因分析 && !found.IsOwnLine && SectionHeadings.TypeOf(found.Words!) == SectionType.存在问题
            && !found.Words!.Contains("问题", StringComparison.Ordinal) && !found.Words.Contains("存在", StringComparison.Ordinal);

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

        /// <summary>「序号 问题 具体表现 责任人」: the first column that names a type.</summary>
        private static SectionType? TypeOfColumns(string header)
        {
            foreach (var column in header.Split('\t'))
                if (SectionHeadings.TypeOf(column.Trim()) is SectionType.存在问题 or SectionType.下一步打算 or SectionType.原因分析)
                    return SectionHeadings.TypeOf(column.Trim());

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

        // Without any heading, long before the first, or where it plainly tells of work, the body begins after the sentences that open.
        private bool IsBodyWithoutHeadings(ReadOnlySpan<char> line, int index) =>
            !SectionTransitions.IsOpening(line)
            && (index > _lastHeading || _beforeHeadings > LongestOpening || SentenceClassifier.Instance.Probabilities(line)[0] >= PlainlyWork);

        private void Open(SectionType next, TypeEvidence evidence, string? words, bool keepTransition = false)
        {
            Close();
            _type = next;
            _evidence = evidence;
            _heading = words;
            if (!keepTransition)
                _transitionAfter = null;
        }

        private void Close()
        {
            if (_lines.Count > 0)
                _done.Add(new(_type, _evidence, _heading, _lines));

            _lines = [];
        }

        private void Add(int start, int length, Heading? own, FormalityType? formality, IReadOnlyList<TableCell>? row) =>
            _lines.Add(new(
                start,
                length,
                [.. _open.Where(level => level.Words is not null).Select(level => level.Words!)],
                own,
                _open.Count,
                formality,
                row));
    }
}
