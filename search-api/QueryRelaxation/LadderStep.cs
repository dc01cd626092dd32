using KnowledgeBase.Engine;

namespace KnowledgeBase.SearchApi.QueryRelaxation;

/// <summary>How a hit matches the line that was typed, the nearest first.</summary>
public enum MatchKind
{
    /// <summary>As typed.</summary>
    Exact,

    /// <summary>In one of the listed other wordings.</summary>
    Synonym,

    /// <summary>All of its words, in the same passage.</summary>
    Near,

    /// <summary>Most of its words, by weight.</summary>
    Parts,
}

/// <summary>A step of the ladder: all that it matches, what earlier steps match included.</summary>
/// <param name="Words">What the step looks for, as it is told.</param>
internal sealed record LadderStep(MatchKind Match, Query Query, IReadOnlyList<string> Words);
