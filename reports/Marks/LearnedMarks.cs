namespace KnowledgeBase.Reports.Marks;

/// <summary>Marks that no list names, told by the places where they stand in many files. Frozen.</summary>
public sealed class LearnedMarks
{
    internal LearnedMarks(IReadOnlyList<Mark> marks) => Marks = marks;

    /// <summary>No marks: what a corpus has learned before its first file.</summary>
    public static LearnedMarks None { get; } = new([]);

    /// <summary>The strings, for a person to look at.</summary>
    public IReadOnlyList<string> Texts => [.. Marks.Select(mark => mark.Shown)];

    /// <summary>The same with their kinds.</summary>
    public IReadOnlyList<UserMark> Listed => [.. Marks.Select(mark => new UserMark(mark.Kind.ToString().ToLowerInvariant(), mark.Shown))];

    internal IReadOnlyList<Mark> Marks { get; }

    /// <summary>Reads what <see cref="ToText"/> wrote; a line of another form is passed over.</summary>
    public static LearnedMarks Parse(string text) => new([.. text.Split('\n').Select(ParseLine).OfType<Mark>()]);

    /// <summary>One mark a line: kind, what is looked for, what a person is shown.</summary>
    public string ToText() => string.Join('\n', Marks.Select(mark => $"{mark.Kind}\t{mark.Text}\t{mark.Shown}"));

    /// <summary>
    /// These, revised by later ones: a mark falls when a part of it is learned, for then its other characters were a text's own.
    /// Itself where the later ones bring nothing new.
    /// </summary>
    /// <remarks>
    /// Every file that a fallen mark was cut from holds the part that it fell to, so that reading again the files that hold a new mark
    /// reads again all files that were read under the belief that fell.
    /// </remarks>
    public LearnedMarks With(LearnedMarks others)
    {
        var fresh = others.Marks.Where(mark => !Marks.Any(known => known.Kind == mark.Kind && known.Text == mark.Text)).ToList();
        return fresh.Count == 0 ? this : new([.. Marks.Where(known => !fresh.Any(mark => IsPart(mark, known))), .. fresh]);
    }

    /// <summary>The strings of marks that these hold and later ones do not: beliefs that fell.</summary>
    public IReadOnlyList<string> FallenIn(LearnedMarks later) => [.. Texts.Except(later.Texts, StringComparer.Ordinal)];

    /// <summary>Those of them whose string a condition holds for.</summary>
    public LearnedMarks Where(Func<string, bool> condition) => new([.. Marks.Where(mark => condition(mark.Shown))]);

    private static bool IsPart(Mark part, Mark whole) =>
        part.Kind == MarkKind.Site && whole.Kind == MarkKind.Site && part.Text.Length < whole.Text.Length
        && whole.Text.Contains(part.Text, StringComparison.Ordinal);

    private static Mark? ParseLine(string line) =>
        line.Split('\t') is [var kind, { Length: > 0 } text, var shown] && Enum.TryParse<MarkKind>(kind, out var known)
            ? new Mark(known, text, shown, IsLearned: true)
            : null;
}
