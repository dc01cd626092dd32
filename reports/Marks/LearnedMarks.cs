namespace KnowledgeBase.Reports.Marks;

/// <summary>Marks that no list names, told by the places where they stand in many files.</summary>
public sealed class LearnedMarks
{
    internal LearnedMarks(IReadOnlyList<Mark> marks) => Marks = marks;

    /// <summary>The strings, for a person to look at.</summary>
    public IReadOnlyList<string> Texts => [.. Marks.Select(mark => mark.Shown)];

    internal IReadOnlyList<Mark> Marks { get; }
}
