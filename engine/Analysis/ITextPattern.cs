namespace KnowledgeBase.Engine.Analysis;

/// <summary>Something that can be looked for in a stored text.</summary>
internal interface ITextPattern
{
    bool OccursIn(ReadOnlySpan<char> text);

    /// <summary>Marks every code unit that belongs to an occurrence.</summary>
    void Mark(ReadOnlySpan<char> text, Span<bool> marked);
}
