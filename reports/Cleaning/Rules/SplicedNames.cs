using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Language.Gazetteer;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Names that no list knows: proven ones are cut, others suspected. See <see cref="NameEvidence"/>.</summary>
internal sealed class SplicedNames : CleaningRule
{
    private const double LeastSiteGain = 6;
    private const double LeastMargin = 2;

    public override string Name => "spliced-name";

    public override RemovalGroup Group => RemovalGroup.Mark;

    public override void Apply(Draft draft, CleaningContext context)
    {
        // Twice: a name's last places may show only once its others are gone.
        for (var pass = 0; pass < 2; pass++)
        {
            var text = draft.Folded.Text;
            var vetoes = new NameVetoes(text, OwnWords(context).Concat(context.Marks.Kept));
            var evidence = new NameEvidence(draft, vetoes);
            SiteLines.RemoveOwn(draft, context, evidence.SellersNames.ToHashSet(StringComparer.Ordinal), Name);

            foreach (var finding in evidence.Findings())
                if (finding.Verdict == NameVerdict.Proven)
                {
                    draft.FoundNames.Add(finding.Name);
                    SiteLines.Remove(draft, context, finding.Name, finding.Places, Name);
                    ForEach(draft, text, finding, (start, length) =>
                        draft.Remove(start, length, Name, $"「{finding.Name}」: {finding.Evidence}"));
                }
                else if (pass > 0)
                    ForEach(draft, text, finding, (start, length) =>
                        draft.Suspect(start, length, Name, $"「{finding.Name}」: {finding.Evidence}"));

            draft.ApplyPending();
            text = draft.Folded.Text;
            foreach (var (start, length) in ShopNames(text))
                if (text.Substring(start, length) is var name && !vetoes.Protect(name))
                {
                    var (at, span) = MarkExtent.Expand(draft.Folded, start, length);
                    draft.Remove(at, span, Name, $"「{name}」 is a shop's name inside a word");
                    draft.FoundNames.Add(name);
                }

            draft.ApplyPending();
        }
    }

    /// <summary>Names that end as a shop's do, cut at the place to their left where the text closes best without them.</summary>
    private static IEnumerable<(int Start, int Length)> ShopNames(string text)
    {
        foreach (var end in SiteWords.Ends(text))
        {
            var best = (Cut: double.MinValue, Length: 0);
            var second = double.MinValue;
            for (var length = 3; length <= 10 && length < end && Characters.IsHan(text[end - length]); length++)
                if (BigramTable.Instance.AreCollocated(text[end - length - 1], text[end])
                    && Insertion.RemovalGain(text, end - length, length) >= LeastSiteGain
                    && Insertion.RemovalScore(text, end - length, length) is var cut && cut > best.Cut)
                    (second, best) = (best.Cut, (cut, length));

            // Two readings as good as each other prove neither.
            if (best.Length > 0 && best.Cut - second > LeastMargin)
                yield return (end - best.Length, best.Length);
        }
    }

    /// <summary>Words of the file's name and declared title: of its place and unit.</summary>
    private static IEnumerable<string> OwnWords(CleaningContext context)
    {
        foreach (var declared in (string?[])[context.Document.DeclaredTitle])
        {
            if (declared is null)
                continue;

            var folded = FoldedText.Of(declared, 0, declared.Length).Text;
            for (var at = 0; at < folded.Length; at++)
                if (LocalityTable.Instance.At(folded.AsSpan(at), shortNames: true) is { } found)
                    yield return folded.Substring(at, found.Length);
        }
    }

    /// <summary>Whether white space stands in a few of a stretch's gaps: then its parts are words of their own.</summary>
    private static bool IsPartedByBlanks(Draft draft, int at, int length)
    {
        var parted = 0;
        var last = draft.Folded.Unfold(at, 1).Start;
        for (var i = 1; i < length; i++)
        {
            var next = draft.Folded.Unfold(at + i, 1).Start;
            parted += draft.Text.AsSpan(last + 1, next - last - 1).ContainsAny(" \t\n\u00A0\u3000") ? 1 : 0;
            last = next;
        }

        return parted > 0 && parted * 2 < length;
    }

    /// <summary>The places of a name where it is tied to neither neighbour, with what goes with it.</summary>
    private static void ForEach(Draft draft, string text, NameFinding finding, Action<int, int> act)
    {
        foreach (var at in finding.Places)
        {
            if (!NameEvidence.IsForeignAt(text, at, finding.Name.Length, finding.HasSellersSign || finding.Verdict == NameVerdict.Proven))
                continue;

            if (IsPartedByBlanks(draft, at, finding.Name.Length))
                continue;

            var (start, length) = MarkExtent.Expand(draft.Folded, at, finding.Name.Length);
            if (!NameVetoes.IsInTableRow(draft.LineAt(start).Span))
                act(start, length);
        }
    }
}
