using KnowledgeBase.Reports.Cleaning;
using KnowledgeBase.Reports.Facts;
using KnowledgeBase.Reports.Formats;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports;

/// <summary>The way from a raw file to its reports: reading, cleaning, structuring. Safe for use from many threads at once.</summary>
public sealed class ReportReader
{
    private readonly MarkSet _marks;

    public ReportReader(ReadingOptions? options = null)
    {
        Options = options ?? new();
        _marks = MarkSet.Of(Options.ExtraMarks, Options.LearnedMarks);
    }

    public ReadingOptions Options { get; }

    /// <summary>What one raw file says.</summary>
    /// <param name="name">The file's name without a folder: evidence for facts and for notes, never opened.</param>
    /// <param name="bytes">The whole file.</param>
    public Reading Read(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        var decoding = Decoder.Decode(name, bytes, Options, cancel);
        return decoding.Document is { } document ? Read(name, document, cancel) : new() { Failure = decoding.Failure };
    }

    /// <summary>The way on from a decoded file.</summary>
    internal Reading Read(string name, RawDocument document, CancellationToken cancel = default)
    {
        var draft = Cleaner.Clean(new(document, _marks));
        cancel.ThrowIfCancellationRequested();
        var parts = ReportSplitter.Cut(draft);
        var removals = draft.Removals();
        var source = SourceFinder.Find(removals, _marks, draft.FoundNames);
        var reports = parts.Select(part => ReportBuilder.Build(part, draft, document, name, parts.Count == 1, source)).ToList();
        return new()
        {
            Reports = reports,
            RawText = document.Text,
            Format = document.Format,
            Encoding = document.Encoding,
            Removed = [.. removals.Where(removal => !IsBlank(removal))],
            Layout = [.. removals.Where(IsBlank)],
            Notes = document.Notes,
            FoundNames = [.. draft.FoundNames],
            Failure = reports.Count == 0 ? new("empty", "nothing is left of the file once it is cleaned") : null,
        };
    }

    private static bool IsBlank(Removal removal) => removal.Text.All(c => c == '\n' || Characters.IsBlank(c));
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
}
