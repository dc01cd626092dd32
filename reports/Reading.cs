namespace KnowledgeBase.Reports;

/// <summary>All that became of one raw file. Reading never throws for what a file holds.</summary>
public sealed record Reading
{
    /// <summary>Empty where <see cref="Failure"/> says why.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>The decoded text before cleaning; null where nothing could be decoded.</summary>
    public string? RawText { get; init; }

    /// <summary>txt, html, docx, pdf … by content, not by name.</summary>
    public string? Format { get; init; }

    public string? Encoding { get; init; }

    /// <summary>What cleaning took out, in order of place.</summary>
    public IReadOnlyList<Removal> Removed { get; init; } = [];

    /// <summary>White space that cleaning took out: indentation, blank lines, the line ends of hard-wrapped lines. With <see cref="Removed"/> these are all edits: see <see cref="Replay"/>.</summary>
    public IReadOnlyList<Removal> Layout { get; init; } = [];

    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>Names of sites that this file gave away by itself, no list naming them; folded.</summary>
    public IReadOnlyList<string> FoundNames { get; init; } = [];

    public ReadingFailure? Failure { get; init; }
}

/// <summary>A piece of the raw text that is not the report's.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Text">What was removed.</param>
/// <param name="Line">Of the decoded raw text, from 1.</param>
/// <param name="Start">UTF-16 offset in the decoded raw text.</param>
/// <param name="Reason">For a person.</param>
public sealed record Removal(string Rule, string Text, int Line, int Start, int Length, string Reason);

/// <summary>Something a person should know. The code is stable, the message is for reading.</summary>
public sealed record ReadingNote(string Code, string Message);

/// <summary>Why a file yields nothing.</summary>
/// <param name="Code">Stable: empty, encoding, unsafe-xml, too-large, …</param>
/// <param name="Retry">Whether the same bytes may fare better later (a converter that was missing).</param>
public sealed record ReadingFailure(string Code, string Message, bool Retry = false);
