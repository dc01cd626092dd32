using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>A heading, on a line of its own or at the beginning of its paragraph.</summary>
/// <param name="Number">Null where it has none.</param>
/// <param name="Words">Without number and closing punctuation; null where the item begins with its text.</param>
/// <param name="IsOwnLine">Whether its paragraph holds nothing else.</param>
/// <param name="Rank">Its level among the ways to number, outermost lowest.</param>
internal sealed record Heading(Numbering? Number, string? Words, bool IsOwnLine, double Rank)
{
    /// <summary>Whether it is numbered as items inside a paragraph are: 第一，其一，首先，（1）, ①.</summary>
    public bool IsItem => Number is { Style: >= NumberStyle.ArabicBracket };
}
