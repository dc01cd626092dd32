namespace KnowledgeBase.Lookups.Links;

/// <summary>A problem of a report with what the same report says of its cause and of what will be done.</summary>
public sealed record ReportLink(LinkPart Problem, LinkJoin? Cause, LinkJoin? Measure);

/// <summary>What belongs to a problem, and how that was seen.</summary>
/// <param name="Part">The cause or the measure.</param>
/// <param name="By">How it was found.</param>
/// <param name="Words">Words that problem and part share, the most telling first; empty where the place alone decided.</param>
/// <param name="Similarity">The cosine of the words of both, 0 to 1.</param>
public sealed record LinkJoin(LinkPart Part, LinkBasis By, IReadOnlyList<string> Words, double Similarity);

/// <summary>How parts were joined.</summary>
public enum LinkBasis
{
    /// <summary>The problem's own text says so: 究其原因.</summary>
    Text,

    /// <summary>They stand at the same place of two lists that run side by side.</summary>
    Number,

    /// <summary>They speak of the same things.</summary>
    Words,
}
