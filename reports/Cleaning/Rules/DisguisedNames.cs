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
            foreach (var (start, length, name) in WithoutNeighbours(text, [.. Runs(text, Characters.IsInvisible)]))
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

    /// <summary>
    /// The runs without a letter of the text at their ends: of 「加快」 and a name, with a separator behind 快 too, 快 looks like the name's
    /// first letter. What other runs of the text repeat is the name; otherwise the letter belongs to the side that it is tied to.
    /// </summary>
    private static IEnumerable<(int Start, int Length, string Name)> WithoutNeighbours(
        string text, List<(int Start, int Length, string Name)> runs)
    {
        var forms = runs.Select(run => Forms(text, run)).ToList();
        var counts = forms.SelectMany(own => own).CountBy(form => form.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var own in forms)
        {
            var whole = own[0];
            var known = own.Where(form => counts[form.Name] > 1).DefaultIfEmpty(whole).MaxBy(form => form.Name.Length);
            var (first, last) = counts[known.Name] > 1
                ? (known.WithoutFirst, known.WithoutLast)
                : (whole.MayLoseFirst && IsTied(text[whole.Start - 1], whole.Name[0], whole.Name[1]),
                    whole.MayLoseLast && IsTied(text[whole.Start + whole.Length], whole.Name[^1], whole.Name[^2]));
            var form = own.Find(form => form.WithoutFirst == first && form.WithoutLast == last);
            if (form.Name is { Length: >= Shortest } name)
                yield return (form.Start, form.Length, name);
        }
    }

    /// <summary>A run as it is, then without a letter that no separator parts from the text beside it.</summary>
    private static List<Form> Forms(string text, (int Start, int Length, string Name) run)
    {
        var end = run.Start + run.Length;
        var mayLoseFirst = run.Start > 0 && Characters.IsHan(text[run.Start]) && IsLetter(text[run.Start - 1]);
        var mayLoseLast = end < text.Length && Characters.IsHan(text[end - 1]) && IsLetter(text[end]);
        var first = 1;
        while (Characters.IsInvisible(text[run.Start + first]))
            first++;

        var last = 1;
        while (Characters.IsInvisible(text[end - 1 - last]))
            last++;

        List<Form> forms = [new(run.Start, run.Length, run.Name, mayLoseFirst, mayLoseLast, false, false)];
        if (mayLoseFirst)
            forms.Add(new(run.Start + first, run.Length - first, run.Name[1..], true, mayLoseLast, true, false));
        if (mayLoseLast)
            forms.Add(new(run.Start, run.Length - last, run.Name[..^1], mayLoseFirst, true, false, true));
        if (mayLoseFirst && mayLoseLast)
            forms.Add(new(run.Start + first, run.Length - first - last, run.Name[1..^1], true, true, true, true));
        return forms;
    }

    /// <summary>Whether a letter is tied to the text beside it more than to the name.</summary>
    private static bool IsTied(char outside, char letter, char inside) =>
        BigramTable.Instance.MutualInformation(outside, letter) is var tie && tie > 1
        && tie >= BigramTable.Instance.MutualInformation(letter, inside);

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
                && end + gap < text.Length && (IsLetter(text[end + gap]) || IsDot(text, end - 1, end + gap, separates)))
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

    /// <summary>The dot of an address, parted from its letters as they are.</summary>
    private static bool IsDot(string text, int before, int at, Func<char, bool> separates) =>
        text[at] == '.' && char.IsAsciiLetterOrDigit(text[before]) && Gap(text, at + 1, separates) is var gap and > 0
        && at + 1 + gap < text.Length && char.IsAsciiLetter(text[at + 1 + gap]);

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

    private readonly record struct Form(
        int Start, int Length, string Name, bool MayLoseFirst, bool MayLoseLast, bool WithoutFirst, bool WithoutLast);
}
