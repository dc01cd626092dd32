namespace KnowledgeBase.Lookups.Patterns;

/// <summary>
/// A pattern of sentences: literal text with fillers between. <c>*</c> is a filler of any length up to a limit, <c>??</c> one of exactly
/// two characters.
/// <para>
/// A filler holds no punctuation of clauses; between a filler and the literal after it one comma may stand, which belongs to neither
/// (既要<i>看数量</i>，更要<i>看质量</i>). A filler at the end of the pattern runs to the end of its clause, one at its beginning from the
/// beginning.
/// </para>
/// </summary>
public sealed class SentencePattern
{
    public const int LongestText = 60;
    public const int MostLiterals = 6;

    /// <param name="fillers">One more than literals: before each and after the last; null where nothing stands.</param>
    private SentencePattern(string[] literals, PatternFiller?[] fillers, bool equal) =>
        (Literals, Fillers, IsEqual) = (literals, fillers, equal);

    public IReadOnlyList<string> Literals { get; }

    /// <summary>How many fillers an occurrence has.</summary>
    public int FillerCount => Fillers.Count(filler => filler is not null);

    internal PatternFiller?[] Fillers { get; }

    /// <summary>Whether all fillers of an occurrence are equally long.</summary>
    public bool IsEqual { get; }

    /// <summary>The most characters between two literals: the longest filler and a comma.</summary>
    internal int LongestGap => Fillers.Max(filler => filler?.Longest ?? 0) + 1;

    /// <summary>Null where a text is no pattern; <paramref name="error"/> says why.</summary>
    /// <param name="longest">Of a filler that is written as *.</param>
    /// <param name="equal">Whether all fillers of an occurrence are equally long.</param>
    public static SentencePattern? Parse(string text, int longest, bool equal, out string error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = "";
        var typed = text.Trim().Replace('＊', '*').Replace('？', '?');
        var (literals, fillers) = (new List<string>(), new List<PatternFiller?>());
        for (var at = 0; at <= typed.Length;)
        {
            var end = at;
            while (end < typed.Length && typed[end] is '*' or '?')
                end++;
            var wild = typed[at..end];
            var exact = wild.Count(c => c == '?');
            var most = wild.Contains('*', StringComparison.Ordinal) ? Math.Max(longest, exact) : exact;
            fillers.Add(wild.Length == 0 ? null : new(Math.Max(1, exact), most));
            at = end;
            while (end < typed.Length && typed[end] is not ('*' or '?'))
                end++;
            if (end == at)
                break;
            literals.Add(typed[at..end]);
            at = end;
        }

        if (fillers.Count == literals.Count)
            fillers.Add(null);
        if (literals.Count is 0 or > MostLiterals || fillers.All(filler => filler is null))
            error = $"has 1 to {MostLiterals} texts with * or ? between or beside them, as 以*促*";
        else if (typed.Length > LongestText || fillers.Any(filler => filler?.Shortest > longest))
            error = $"is longer than {LongestText} characters, or a gap of it than {longest}";
        else if (literals.Any(literal => literal.Any(PatternMatcher.IsBreak)))
            error = "has punctuation; the comma between its parts need not be written";
        return error.Length > 0 ? null : new SentencePattern([.. literals], [.. fillers], equal);
    }
}
