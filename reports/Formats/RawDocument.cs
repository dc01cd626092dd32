namespace KnowledgeBase.Reports.Formats;

/// <summary>The characters of one raw file, in reading order, before anything is judged by its words.</summary>
internal sealed record RawDocument
{
    /// <summary>
    /// All text of the file, blocks parted by '\n' (a '\r\n' of the file is one '\n'). Everything that is later removed is removed from
    /// here, so places stay comparable.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>txt, html, docx, pdf …</summary>
    public required string Format { get; init; }

    public string? Encoding { get; init; }

    /// <summary>
    /// What the format itself says is no body text: navigation, hidden spans, headers, footers, deleted revisions. Ascending, without
    /// overlap.
    /// </summary>
    public IReadOnlyList<BoilerplateRange> Boilerplate { get; init; } = [];

    /// <summary>Headings that the format marks as such (h1…h6, heading styles). Ascending.</summary>
    public IReadOnlyList<MarkedHeading> Headings { get; init; } = [];

    /// <summary>Where lines stand on their pages, for formats that tell. Ascending; a line may be missing.</summary>
    public IReadOnlyList<LinePlace> Places { get; init; } = [];

    /// <summary>What the file calls itself outside its text: a page's title, a document's core property.</summary>
    public string? DeclaredTitle { get; init; }

    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];
}

/// <param name="Rule">html-navigation, docx-footer …</param>
internal sealed record BoilerplateRange(string Rule, int Start, int Length, string Reason);

/// <param name="Level">1 is the highest.</param>
internal sealed record MarkedHeading(int Start, int Length, int Level);

/// <summary>What a format made of a file's bytes: one document, or why there is none.</summary>
internal sealed record Decoding(RawDocument? Document, ReadingFailure? Failure);
