namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// The same words after the last full stop of several lines, where nothing of the report can stand. They also go from the
/// ends of headings and from lines of their own.
/// </summary>
internal sealed class RepeatedTails : CleaningRule
{
    private const int Shortest = 3;
    private const int Longest = 30;
    private const int Often = 3;

    public override string Name => "repeated-tail";

    public override void Apply(Draft draft, CleaningContext context)
    {
        var tails = new Dictionary<string, int>();
        foreach (var line in draft.Lines)
        {
            var tail = TailOf(line.Folded.Text);
            if (tail.Length > 0)
                tails[tail] = tails.GetValueOrDefault(tail) + 1;
        }

        var names = tails.Where(tail => tail.Value >= (SiteWords.AreIn(tail.Key) ? 1 : Often)).Select(tail => tail.Key).ToList();
        foreach (var line in draft.Lines)
        {
            var folded = line.Folded.Text;
            if (names.Find(name => folded.EndsWith(name, StringComparison.Ordinal)) is not { } name)
                continue;

            var (start, length) = line.Folded.Unfold(folded.Length - name.Length, name.Length);
            draft.Remove(start, length, Name, $"「{name}」 stands after the last full stop of lines");
        }
    }

    /// <summary>What follows the last full stop of a line, where it holds words and no sentence.</summary>
    private static string TailOf(string folded)
    {
        var stop = folded.Length - 1;
        while (stop >= 0 && folded.Length - stop <= Longest + 1 && !(Characters.EndsSentence(folded[stop]) || (Characters.Closes(folded[stop]) && stop > 0 && Characters.EndsSentence(folded[stop - 1]))))
            stop--;

        var tail = stop > 20 ? folded[(stop + 1)..] : "";
        return tail.Length is >= Shortest and <= Longest && tail.AsSpan().IndexOfAny('，', ',', '、') < 0 && tail.Any(Characters.IsHan) && !LineLook.IsNumbered(tail) && tail[^1] is not (':' or ')') && tail[0] != '(' ? tail : "";
    }
}
