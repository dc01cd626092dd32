using KnowledgeBase.Reports.Cleaning;
using KnowledgeBase.Reports.Formats;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Reports.Splitting;
using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports;

/// <summary>One file on its way through the stages of <see cref="ReportReader"/>.</summary>
internal sealed class ReadingState
{
    public required string Name { get; init; }

    public ReadOnlyMemory<byte> Bytes { get; init; }

    public required ReadingOptions Options { get; init; }

    public required MarkSet Marks { get; init; }

    public IReadOnlyList<CopyFinding> Findings { get; init; } = [];

    public CancellationToken Cancel { get; init; }

    public RawDocument? Document { get; set; }

    public ReadingFailure? Failure { get; set; }

    public Draft? Draft { get; set; }

    public IReadOnlyList<ReportDraft> Reports { get; set; } = [];

    public Reading ToReading()
    {
        if (Document is null)
            return new() { Failure = Failure };

        var removals = Draft!.Removals();
        return new()
        {
            Reports = [.. Reports.Select(report => report.Report!)],
            RawText = Document.Text,
            Format = Document.Format,
            Encoding = Document.Encoding,
            Removed = [.. removals.Where(removal => !IsBlank(removal))],
            Layout = [.. removals.Where(IsBlank)],
            Suspected = Draft.Suspicions(),
            CleaningConfidence = CleaningConfidence.Of(removals, Draft.Suspicions()),
            Notes = [.. Document.Notes, .. Losses()],
            FoundNames = [.. Draft.FoundNames],
            Failure = Failure,
        };
    }

    private IEnumerable<ReadingNote> Losses()
    {
        foreach (var finding in Findings)
            if (finding is { Verdict: CopyVerdict.Lost, Lost: { } lost } && finding.Fits(Document!.Text))
            {
                var line = 1 + Document.Text.AsSpan(0, finding.Start).Count('\n');
                yield return new("copy-lost", $"{finding.Copies} other copies have 「{lost}」 in line {line}, this one has not");
            }
    }

    private static bool IsBlank(Removal removal) => removal.Text.All(c => c == '\n' || Characters.IsBlank(c));
}

/// <summary>One report on its way: its part of the cleaned text, and what the stages have found in it so far.</summary>
internal sealed class ReportDraft
{
    private readonly Draft _draft;
    private readonly ReportPart _part;

    public ReportDraft(Draft draft, ReportPart part)
    {
        (_draft, _part) = (draft, part);
        Text = draft.Text[part.Start..part.End];
        Paragraphs = InlineHeadings.Cut(Text, Paragraph.Split(Text, 0, Text.Length));
    }

    public string Text { get; }

    public List<Paragraph> Paragraphs { get; }

    public Title? Title { get; set; }

    public Fact<ReportKind>? Kind { get; set; }

    public ReportStructure Structure { get; set; } = new([], []);

    public Report? Report { get; set; }

    /// <summary>The paragraphs after the title.</summary>
    public List<Paragraph> Body => Paragraphs[Math.Min(Title!.Body, Paragraphs.Count)..];

    public int BodyStart => Title!.Body < Paragraphs.Count ? Paragraphs[Title.Body].Start : Text.Length;

    public int RawOffset(int offset) => _draft.RawOffset(_part.Start + offset);

    public Report WithoutFacts() => new()
    {
        Title = Title!.Words,
        Text = Text,
        Sections = Structure.Sections,
        Formalities = Structure.Formalities,
        Suspected = _draft.SuspicionsIn(_part.Start, _part.End),
        Notes = Title.Start < 0
            ? [new("title-outside", "no line of the text is a title; the title is the file's name or its first words")]
            : [],
    };
}

/// <summary>Ranges of a raw text, ascending and without overlap, asked for single offsets.</summary>
internal sealed class RawRanges
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    public RawRanges(IEnumerable<(int Start, int Length)> ranges)
    {
        var list = ranges.ToList();
        _starts = [.. list.Select(range => range.Start)];
        _ends = [.. list.Select(range => range.Start + range.Length)];
    }

    public bool Contain(int offset)
    {
        var at = Array.BinarySearch(_starts, offset);
        at = at < 0 ? ~at - 1 : at;
        return at >= 0 && offset < _ends[at];
    }
}
