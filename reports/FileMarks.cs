namespace KnowledgeBase.Reports;

/// <summary>
/// What a person decided about words of one raw file. Compared as marks are: width, case and white space make no difference.
/// </summary>
/// <param name="Cut">Words that are not the report's: they go wherever they stand in the file, and nothing beside them does.</param>
/// <param name="Kept">Words that are the report's: no rule takes them or doubts them.</param>
public sealed record FileMarks(IReadOnlyList<string> Cut, IReadOnlyList<string> Kept)
{
    /// <summary>Nothing was decided.</summary>
    public static FileMarks None { get; } = new([], []);

    /// <summary>What other copies of the file's reports say about its characters. A person's decision overrides it.</summary>
    public IReadOnlyList<CopyFinding> Findings { get; init; } = [];

    /// <summary>Whether nothing was decided.</summary>
    public bool IsEmpty => Cut.Count == 0 && Kept.Count == 0;
}
