using KnowledgeBase.Reports.Cleaning;
using KnowledgeBase.Reports.Facts;
using KnowledgeBase.Reports.Formats;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Reports.Splitting;
using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports;

/// <summary>Reads raw files: bytes in, reports out. Safe for use from many threads at once.</summary>
public sealed class ReportReader
{
    /// <summary>The way of every file. Each stage fills in what the next ones need; a failure ends the way.</summary>
    private static readonly Action<ReadingState>[] Stages = [Decode, Clean, Split, FindTitleAndKind, FindStructure, FindFacts];

    private readonly MarkSet _marks;

    /// <summary>A reader with the marks that its options name; making one is costly beside reading one file.</summary>
    public ReportReader(ReadingOptions? options = null)
    {
        Options = options ?? new();
        _marks = MarkSet.Of(Options.ExtraMarks, Options.LearnedMarks);
    }

    /// <summary>The limits and marks that this reader works with.</summary>
    public ReadingOptions Options { get; }

    /// <summary>What one raw file says.</summary>
    /// <param name="name">The file's name without a folder: evidence for facts and for notes, never opened.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="cancel">Ends the reading between stages and inside the long ones.</param>
    public Reading Read(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default) =>
        Read(name, bytes, FileMarks.None, cancel);

    /// <summary>What one raw file says, once more is known about it than its bytes say.</summary>
    /// <param name="name">The file's name without a folder: evidence for facts and for notes, never opened.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="decided">What a person decided about its words, and what other copies of it say.</param>
    /// <param name="cancel">Ends the reading between stages and inside the long ones.</param>
    public Reading Read(string name, ReadOnlyMemory<byte> bytes, FileMarks decided, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(decided);
        var marks = _marks.With(decided);
        return Run(
            new() { Name = name, Bytes = bytes, Options = Options, Marks = marks, Findings = decided.Findings, Cancel = cancel }, Stages);
    }

    /// <summary>What a decoded file says.</summary>
    internal Reading Read(string name, RawDocument document, CancellationToken cancel = default) =>
        Run(new() { Name = name, Document = document, Options = Options, Marks = _marks, Cancel = cancel }, Stages.AsSpan(1));

    private static Reading Run(ReadingState state, ReadOnlySpan<Action<ReadingState>> stages)
    {
        foreach (var stage in stages)
        {
            state.Cancel.ThrowIfCancellationRequested();
            stage(state);
            if (state.Failure is not null)
                break;
        }

        return state.ToReading();
    }

    private static void Decode(ReadingState state) =>
        (state.Document, state.Failure) = Decoder.Decode(state.Name, state.Bytes, state.Options, state.Cancel);

    private static void Clean(ReadingState state) => state.Draft = Cleaner.Clean(
        new(state.Document!, state.Marks) { Findings = state.Findings });

    private static void Split(ReadingState state)
    {
        var draft = state.Draft!;
        state.Reports = [.. ReportSplitter.Split(draft.Text).Select(part => new ReportDraft(draft, part))];
        if (state.Reports.Count == 0)
            state.Failure = new("empty", "nothing is left of the file once it is cleaned");
    }

    private static void FindTitleAndKind(ReadingState state)
    {
        foreach (var report in state.Reports)
        {
            // Of a collection, the file's name and its own title speak of no single report.
            report.Title = state.Reports.Count == 1
                ? TitleFinder.Find(report.Text, report.Paragraphs, state.Document!.DeclaredTitle, state.Name)
                : TitleFinder.Find(report.Text, report.Paragraphs);
            report.Kind = FactFinder.KindOf(report.Text, report.Title, report.BodyStart);
        }
    }

    private static void FindStructure(ReadingState state)
    {
        var headings = new RawRanges(state.Document!.Headings.Select(heading => (heading.Start, heading.Length)));
        foreach (var report in state.Reports)
            report.Structure = Structurer.Structure(
                report.Text,
                report.Body,
                report.Kind?.Value,
                paragraph => headings.Contain(report.RawOffset(paragraph.Start)),
                report.RawOffset);
    }

    private static void FindFacts(ReadingState state)
    {
        var source = SourceFinder.Find(state.Draft!.Removals(), state.Marks, state.Draft.FoundNames);
        var name = state.Reports.Count == 1 ? state.Name : null;
        foreach (var report in state.Reports)
            report.Report = FactFinder.Complete(report.WithoutFacts(), report.Title!, report.Kind, report.BodyStart, name, source);
    }
}

/// <summary>Limits of reading.</summary>
public sealed record ReadingOptions
{
    /// <summary>Bytes of a raw file; a longer one is refused as too-large.</summary>
    public long MaxFileBytes { get; init; } = 64 << 20;

    /// <summary>Bytes that a packed file may inflate to, all entries together, counted while inflating.</summary>
    public long MaxInflatedBytes { get; init; } = 256 << 20;

    /// <summary>A user's own list of marks, in the form that Marks/known-marks.txt explains.</summary>
    public string? ExtraMarks { get; init; }

    /// <summary>What a <see cref="MarkLearner"/> told from other files.</summary>
    public LearnedMarks? LearnedMarks { get; init; }

    /// <summary>How many times its packed size an entry of a pack may inflate to, beyond the first megabytes.</summary>
    public int MaxInflationRatio { get; init; } = 200;

    /// <summary>Entries of a pack, folders included.</summary>
    public int MaxPackEntries { get; init; } = 4096;

    /// <summary>Elements within each other, in XML and in HTML.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>Elements of a page, those included that the parser opens again.</summary>
    public int MaxElements { get; init; } = 500_000;

    /// <summary>UTF-16 code units of a file's decoded text, markup included.</summary>
    public int MaxTextLength { get; init; } = 16 << 20;

    /// <summary>UTF-16 code units of one line of a file's text.</summary>
    public int MaxLineLength { get; init; } = 1 << 20;

    /// <summary>pdftotext of poppler: a path, or a name in PATH; null for none.</summary>
    public string? PdfConverter { get; init; } = "pdftotext";

    /// <summary>LibreOffice: a path, or a name in PATH; null for none.</summary>
    public string? OfficeConverter { get; init; } = "soffice";

    /// <summary>How long a converter may take over one file.</summary>
    public TimeSpan MaxConverterTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How much processor time a small pdf may take, on Linux; each half megabyte may take a second more. A page of text takes a few
    /// thousandths.
    /// </summary>
    public TimeSpan MaxPdfProcessorTime { get; init; } = TimeSpan.FromSeconds(4);
}
