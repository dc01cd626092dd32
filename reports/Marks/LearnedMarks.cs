namespace KnowledgeBase.Reports.Marks;

/// <summary>Marks that no list names, told by the places where they stand in many files. Frozen.</summary>
public sealed class LearnedMarks
{
    internal LearnedMarks(IReadOnlyList<Mark> marks) => Marks = marks;

    /// <summary>No marks: what a corpus has learned before its first file.</summary>
    public static LearnedMarks None { get; } = new([]);

    /// <summary>The strings, for a person to look at.</summary>
    public IReadOnlyList<string> Texts => [.. Marks.Select(mark => mark.Shown)];

    internal IReadOnlyList<Mark> Marks { get; }

    /// <summary>Reads what <see cref="ToText"/> wrote; a line of another form is passed over.</summary>
    public static LearnedMarks Parse(string text) => new([.. text.Split('\n').Select(ParseLine).OfType<Mark>()]);

    /// <summary>One mark a line: kind, what is looked for, what a person is shown.</summary>
    public string ToText() => string.Join('\n', Marks.Select(mark => $"{mark.Kind}\t{mark.Text}\t{mark.Shown}"));

    /// <summary>These and others; itself where the others bring nothing new.</summary>
    public LearnedMarks With(LearnedMarks others)
    {
        var fresh = others.Marks.Where(mark => !Marks.Any(known => known.Kind == mark.Kind && known.Text == mark.Text)).ToList();
        return fresh.Count == 0 ? this : new([.. Marks, .. fresh]);
    }

    private static Mark? ParseLine(string line) =>
        line.Split('\t') is [var kind, { Length: > 0 } text, var shown] && Enum.TryParse<MarkKind>(kind, out var known)
            ? new Mark(known, text, shown, IsLearned: true)
            : null;
}
