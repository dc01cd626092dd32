using KnowledgeBase.Reports.Formats;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>One reason why characters are not the report's. It sees the draft as the rules before it left it.</summary>
internal abstract class CleaningRule
{
    /// <summary>As it stands in lists of what was removed.</summary>
    public abstract string Name { get; }

    /// <summary>What kind of thing it removes.</summary>
    public abstract RemovalGroup Group { get; }

    /// <summary>Marks what goes, with <see cref="Draft.Remove"/>. In doubt a mark stays: a body character lost is worse.</summary>
    public abstract void Apply(Draft draft, CleaningContext context);
}

/// <summary>What rules may know besides the text.</summary>
/// <param name="Document">As the format gave it; its places are raw ones.</param>
/// <param name="Marks">Marks known before this file was opened.</param>
internal sealed record CleaningContext(RawDocument Document, MarkSet Marks)
{
    /// <summary>What other copies of the file's reports say.</summary>
    public IReadOnlyList<CopyFinding> Findings { get; init; } = [];
}
