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

    /// <summary>The encoding that the bytes were decoded from; null for formats that have none of their own.</summary>
    public string? Encoding { get; init; }

    /// <summary>What cleaning took out, in order of place.</summary>
    public IReadOnlyList<Removal> Removed { get; init; } = [];

    /// <summary>
    /// What may be foreign but is not proven: it stays in the text, is shown as such, and is settled by a person or by more
    /// evidence from other files. In order of place.
    /// </summary>
    public IReadOnlyList<Suspicion> Suspected { get; init; } = [];

    /// <summary>How sure the cleaning of this file is, 0 to 1: see docs/cleaning.md. Files that no rule doubts have 1.</summary>
    public double CleaningConfidence { get; init; } = 1;

    /// <summary>
    /// White space that cleaning took out: indentation, blank lines, the line ends of hard-wrapped lines. With <see cref="Removed"/>
    /// these are all edits: see <see cref="Replay"/>.
    /// </summary>
    public IReadOnlyList<Removal> Layout { get; init; } = [];

    /// <summary>What a person should know about the file as a whole: damage, parts that were left out.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>Names of sites that this file gave away by itself, no list naming them; folded.</summary>
    public IReadOnlyList<string> FoundNames { get; init; } = [];

    /// <summary>Why there are no reports; null where there are.</summary>
    public ReadingFailure? Failure { get; init; }
}

/// <summary>A piece of the raw text that is not the report's.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Text">What was removed.</param>
/// <param name="Line">Of the decoded raw text, from 1.</param>
/// <param name="Start">UTF-16 offset in the decoded raw text.</param>
/// <param name="Reason">For a person.</param>
public sealed record Removal(string Rule, string Text, int Line, int Start, int Length, string Reason)
{
    /// <summary>What kind of thing was removed, whichever rule found it.</summary>
    public RemovalGroup Group { get; init; }
}

/// <summary>What kind of thing a removal took out of a text.</summary>
public enum RemovalGroup
{
    /// <summary>White space, line ends of wrapped lines, invisible characters.</summary>
    Layout,

    /// <summary>
    /// What surrounds a text on a page or a sheet: navigation, headers, footers, page numbers. It says nothing about the body.
    /// </summary>
    PageFurniture,

    /// <summary>Words by which a site sells or invites: advertisements, contacts, addresses.</summary>
    Advertising,

    /// <summary>The name of a site or collection inside the text.</summary>
    Mark,
}

/// <summary>A piece of the raw text that may not be the report's. It is served like the rest.</summary>
/// <param name="Rule">The name of the rule that doubts it.</param>
/// <param name="Text">What is doubted.</param>
/// <param name="Line">Of the decoded raw text, from 1.</param>
/// <param name="Start">UTF-16 offset in the decoded raw text.</param>
/// <param name="Reason">The evidence, for a person who decides.</param>
public sealed record Suspicion(string Rule, string Text, int Line, int Start, int Length, string Reason);

/// <summary>Something a person should know. The code is stable, the message is for reading.</summary>
public sealed record ReadingNote(string Code, string Message);

/// <summary>Why a file yields nothing.</summary>
/// <param name="Code">Stable: empty, encoding, unsafe-xml, too-large, …</param>
/// <param name="Retry">Whether the same bytes may fare better later (a converter that was missing).</param>
public sealed record ReadingFailure(string Code, string Message, bool Retry = false);
