using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Names whose letters something parts one by one: an invisible character between all of them, or blanks inside a sentence that has no
/// others. Nobody writes so but to escape a search for the name.
/// </summary>
internal sealed class DisguisedNames : CleaningRule
{
    private const int Shortest = 3;
    private const int Longest = 24;

    // Converters put an invisible character between all letters of a text; then they say nothing.
    private const int MostInvisibleShare = 8;

    public override string Name => "disguised-name";

    public override RemovalGroup Group => RemovalGroup.Mark;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var text = draft.Text;
        var invisible = text.Count(Characters.IsInvisible);
        var vetoes = new NameVetoes(draft.Folded.Text, []);
        if (invisible > 0 && invisible * MostInvisibleShare < text.Length)
            foreach (var (start, length, name) in Runs(text, Characters.IsInvisible))
                if (!vetoes.Protect(name))
                    Remove(draft, start, length, name, "an invisible character stands between all its letters");

        // Blanks part letters in titles and tables too: only a channel's label in mid-sentence is beyond doubt.
        foreach (var (start, length, name) in Runs(text, c => c is ' ' or '　' or '\u00A0'))
            if (Marks.AdvertisingSignals.BeginsWithChannel(name) && IsInSentence(text, start, length))
                Remove(draft, start, length, name, "blanks part the letters of a channel's name in mid-sentence");
    }

    private void Remove(Draft draft, int start, int length, string name, string reason)
    {
        draft.Remove(start, length, Name, $"「{name}」: {reason}");
        if (name.Any(Characters.IsHan))
            draft.FoundNames.Add(name);
    }

    /// <summary>Runs of letters, each parted from the next by one or two separators.</summary>
    private static IEnumerable<(int Start, int Length, string Name)> Runs(string text, Func<char, bool> separates)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!IsLetter(text[start]))
                continue;

            var letters = 1;
            var end = start + 1;
            while (letters < Longest && Gap(text, end, separates) is var gap and > 0
                && end + gap < text.Length && IsLetter(text[end + gap]))
            {
                end += gap + 1;
                letters++;
            }

            if (letters >= Shortest)
            {
                var folded = FoldedText.Of(text, start, end - start).Text;
                yield return (start, end - start, folded);
            }

            start = end - 1;
        }
    }

    private static int Gap(string text, int at, Func<char, bool> separates)
    {
        var gap = 0;
        while (gap < 2 && at + gap < text.Length && separates(text[at + gap]))
            gap++;

        return gap;
    }

    private static bool IsInSentence(string text, int start, int length) =>
        start > 0 && start + length < text.Length && !char.IsWhiteSpace(text[start - 1]) && !char.IsWhiteSpace(text[start + length]);

    private static bool IsLetter(char c) => Characters.IsHan(c) || char.IsAsciiLetterOrDigit(c);
}
