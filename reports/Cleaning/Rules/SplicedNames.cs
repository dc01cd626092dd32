using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Names that no list knows, told by where they stand: between two characters that belong together, after the last full stop
/// of a line, before a heading's number, in brackets amid a word, and in the file's own advertisements.
/// </summary>
internal sealed class SplicedNames : CleaningRule
{
    private const double LeastSiteGain = 6;

    public override string Name => "spliced-name";

    public override RemovalGroup Group => RemovalGroup.Mark;

    public override void Apply(Draft draft, CleaningContext context)
    {
        // Twice: a name's last places may show only once its others are gone.
        for (var pass = 0; pass < 2; pass++)
        {
            var text = draft.Folded.Text;
            foreach (var name in new NameEvidence(draft).Names().Concat(NamesOfSites(text)).Distinct())
            {
                draft.FoundNames.Add(name);
                SiteLines.Remove(draft, context, name, Name);
                Remove(draft, text, name);
            }

            draft.ApplyPending();
        }
    }

    /// <summary>Names that end as a site's do, cut at the place to their left where the text closes best without them.</summary>
    private static IEnumerable<string> NamesOfSites(string text)
    {
        foreach (var end in SiteWords.Ends(text))
        {
            var best = (Cut: double.MinValue, Length: 0);
            for (var length = 3; length <= 10 && length < end && Characters.IsHan(text[end - length]); length++)
                if (BigramTable.Instance.AreCollocated(text[end - length - 1], text[end]) && Insertion.RemovalGain(text, end - length, length) >= LeastSiteGain && Insertion.RemovalScore(text, end - length, length) is var cut && cut > best.Cut)
                    best = (cut, length);

            if (best.Length > 0)
                yield return text.Substring(end - best.Length, best.Length);
        }
    }

    /// <summary>Removes a name from all its places; words that may be the report's own only where they are tied to neither of their neighbours.</summary>
    private void Remove(Draft draft, string text, string name)
    {
        // A string of characters that keep no company is the name wherever it stands.
        var isName = SiteWords.IsSiteName(name) || NameEvidence.LowCohesion(name) > 0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if (!isName && !Insertion.IsUnrelatedToNeighbours(text, at, name.Length))
                continue;

            var (start, length) = MarkExtent.Expand(draft.Folded, at, name.Length);
            draft.Remove(start, length, Name, $"「{name}」 stands where nothing of the report can stand");
        }
    }
}
