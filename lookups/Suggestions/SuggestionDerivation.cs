using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Headings;
using KnowledgeBase.Lookups.Problems;

namespace KnowledgeBase.Lookups.Suggestions;

/// <summary>The units, problems and headings that can be suggested. Registered behind the derivations that it takes them from.</summary>
public sealed class SuggestionDerivation(HeadingDerivation headings, ProblemDerivation problems) : Derivation<object, SuggestionIndex>
{
    private const int MostNamesOfProblem = 20;

    private static readonly object Nothing = new();

    /// <inheritdoc/>
    public override object Read(ReportContent report, CancellationToken cancel) => Nothing;

    /// <inheritdoc/>
    public override SuggestionIndex Merge(
        CollectionView view, IReadOnlyList<object> parts, SuggestionIndex? previous, CancellationToken cancel) =>
        new([.. Units(view), .. Problems(view), .. Headings(view)], cancel);

    private static IEnumerable<SuggestedTerm> Units(CollectionView view) => view.Reports
        .Where(report => report.Unit is not null)
        .GroupBy(report => report.Unit!, StringComparer.Ordinal)
        .Select(unit => new SuggestedTerm(
            unit.Key,
            SuggestionKind.Unit,
            unit.Sum(report => report.PassageCount),
            unit.Key,
            [unit.Key, .. unit.SelectMany(report => report.UnitNames).Where(name => name != unit.Key).Distinct(StringComparer.Ordinal)]));

    private IEnumerable<SuggestedTerm> Problems(CollectionView view) => view.Whole(problems).Groups
        .Where(group => group.Members.Count > 1)
        .Select(group => new SuggestedTerm(
            group.Name,
            SuggestionKind.Problem,
            group.Members.Count,
            group.Id,
            [group.Name, .. group.Members.Select(member => member.Item.Head).Where(head => head != group.Name)
                .Distinct(StringComparer.Ordinal).Take(MostNamesOfProblem)]));

    private IEnumerable<SuggestedTerm> Headings(CollectionView view) => view.Whole(headings).Entries.Select(entry =>
    {
        var forms = entry.Uses.GroupBy(use => use.Node.Heading, StringComparer.Ordinal)
            .OrderByDescending(form => form.Count()).ThenBy(form => form.Key, StringComparer.Ordinal)
            .Select(form => form.Key);
        var names = forms.ToList();
        return new SuggestedTerm(names[0], SuggestionKind.Heading, entry.Uses.Count, names[0], names);
    });
}
