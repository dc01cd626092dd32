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

    public override void Apply(Draft draft, CleaningContext context)
    {
        // Twice: a name's last places may show only once its others are gone.
        for (var pass = 0; pass < 2; pass++)
        {
            var text = draft.Folded.Text;
            foreach (var name in new NameEvidence(draft).Names().Concat(NamesOfSites(text)).Distinct())
            {
                draft.FoundNames.Add(name);
                RemoveLines(draft, context, name);
                Remove(draft, text, name);
            }

            draft.Settle();
        }
    }

    /// <summary>Names that end as a site's do, cut at the place to their left where the text closes best without them.</summary>
    private static IEnumerable<string> NamesOfSites(string text)
    {
        foreach (var end in SiteWords.Ends(text))
        {
            var best = (Cut: double.MinValue, Length: 0);
            for (var length = 3; length <= 10 && length < end && Characters.IsHan(text[end - length]); length++)
                if (PairTable.Instance.BelongTogether(text[end - length - 1], text[end]) && Splice.Gain(text, end - length, length) >= LeastSiteGain && Splice.Cut(text, end - length, length) is var cut && cut > best.Cut)
                    best = (cut, length);

            if (best.Length > 0)
                yield return text.Substring(end - best.Length, best.Length);
        }
    }

    /// <summary>A line that speaks of a name and little else is the site's own: 「…，与你一起写材料」.</summary>
    private void RemoveLines(Draft draft, CleaningContext context, string name)
    {
        foreach (var line in draft.Lines)
        {
            var folded = line.Folded.Text;
            if (HoldsANumber(folded, name))
                continue;

            if (folded.Length > name.Length + 20 || !folded.Contains(name, StringComparison.Ordinal) || LineLook.IsBody(folded))
                continue;

            // 「…　2023年度工作总结」 is a title with a name before it.
            var rest = folded.Replace(name, "", StringComparison.Ordinal);
            var isTitle = LineLook.IsTitle(rest) && rest[0] != ',';
            if (!isTitle && (AdSigns.Of(rest, context.Marks).Any || IsSetApart(line, name)))
                draft.RemoveLine(line, Name, $"a line of 「{name}」 about itself");
        }
    }

    /// <summary>Whether a heading's number stands behind the name: then the rest of the line is the report's.</summary>
    private static bool HoldsANumber(string folded, string name)
    {
        var at = folded.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && LineLook.IsNumbered(folded[(at + name.Length)..].TrimStart(':', ')', '】', '·', '|', '-'));
    }

    /// <summary>Whether a line begins or ends with a name and a gap or bar parts it from the rest.</summary>
    private static bool IsSetApart(TextLine line, string name)
    {
        var span = line.Span.Trim();
        var at = span.IndexOf(name, StringComparison.Ordinal);
        return (at == 0 && span.Length > name.Length && IsGap(span[name.Length])) || (at > 0 && at + name.Length == span.Length && IsGap(span[at - 1]));
    }

    private static bool IsGap(char c) => Characters.IsBlank(c) || c is '|' or '丨' or '，' or ',' or '·' or '-' or '—' or '：' or ':';

    /// <summary>Removes a name from all its places; words that may be the report's own only where they are tied to neither of their neighbours.</summary>
    private void Remove(Draft draft, string text, string name)
    {
        // A string of characters that keep no company is the name wherever it stands.
        var isName = SiteWords.AreIn(name) || NameEvidence.Strangeness(name) > 0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if (!isName && !Splice.IsLoose(text, at, name.Length))
                continue;

            var (start, length) = Dress.Widen(draft.Folded, at, name.Length);
            draft.Remove(start, length, Name, $"「{name}」 stands where nothing of the report can stand");
        }
    }
}
