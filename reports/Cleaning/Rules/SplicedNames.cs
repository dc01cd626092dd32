using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Names that no list knows, told by where they stand: between two characters that belong together, a stranger to both, in
/// at least two different such places; in one, where the name is a site's by its words.
/// </summary>
internal sealed class SplicedNames : CleaningRule
{
    private const double LeastGain = 4;
    private const double LeastSiteGain = 6;

    public override string Name => "spliced-name";

    public override void Apply(Draft draft, CleaningContext context)
    {
        var text = draft.Folded.Text;
        var names = Splice.Find(text)
            .GroupBy(splice => text.Substring(splice.Start, splice.Length))
            .Where(group => IsPutThere(text, group.Key, [.. group]))
            .Select(group => group.Key)
            .OrderByDescending(name => name.Length)
            .ToList();
        foreach (var name in SiteNames(text).Concat(names).Distinct())
            Remove(draft, text, name, Name, $"「{name}」 stands between characters that belong together");
    }

    /// <summary>Names that end as a site's do, cut at the place to their left where the text closes best without them.</summary>
    private static IEnumerable<string> SiteNames(string text)
    {
        foreach (var end in SiteWords.Ends(text))
        {
            var best = (Cut: double.MinValue, Length: 0);
            for (var length = 3; length <= 10 && length < end && Characters.IsHan(text[end - length]); length++)
                if (Characters.IsHan(text[end - length - 1]) && Splice.IsLoose(text, end - length, length) && Splice.Gain(text, end - length, length) >= LeastSiteGain && Splice.Cut(text, end - length, length) is var cut && cut > best.Cut)
                    best = (cut, length);

            if (best.Length > 0)
                yield return text.Substring(end - best.Length, best.Length);
        }
    }

    private static bool IsPutThere(string text, string name, List<Splice> splices)
    {
        var isSite = SiteWords.AreIn(name);
        if (splices.Select(splice => (splice.Left, splice.Right)).Distinct().Count() < (isSite ? 1 : 2))
            return false;

        if (isSite)
            return true;

        // Words of the report may stand so twice by chance; then they stand well elsewhere.
        int places = 0, loose = 0;
        var gain = 0.0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            places++;
            loose += Splice.IsLoose(text, at, name.Length) ? 1 : 0;
            gain += Splice.Gain(text, at, name.Length);
        }

        return splices.Count * 4 >= places && loose * 5 >= places * 4 && gain >= LeastGain * places;
    }

    /// <summary>Removes a name wherever it is tied to neither of its neighbours.</summary>
    internal static void Remove(Draft draft, string text, string name, string rule, string reason)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if (!Splice.IsLoose(text, at, name.Length))
                continue;

            var (start, length) = Dress.Widen(draft.Folded, at, name.Length);
            draft.Remove(start, length, rule, reason);
        }
    }
}
