namespace KnowledgeBase.SearchApi.Exports;

/// <summary>A passage as a writer takes it along.</summary>
/// <param name="Heading">Null or empty where it has none.</param>
/// <param name="Text">Exactly as collected.</param>
/// <param name="Source">Unit, year and report, in words.</param>
/// <param name="Note">The writer's own remark.</param>
public sealed record QuotedPassage(string? Heading, string Text, string Source, string? Note);

/// <summary>Writes collected passages as a Word document.</summary>
public static class WordExport
{
    /// <summary>The media type of the document.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>One passage after another, each with its heading before it and its source behind it.</summary>
    public static Task WriteAsync(Stream stream, IEnumerable<QuotedPassage> passages) => OfficeExports.WriteDocxAsync(stream, passages);
}
