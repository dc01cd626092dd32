using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>What a filter leaves of the groups: each with its members that pass and their counts.</summary>
/// <param name="Group">The group.</param>
/// <param name="Members">In the order of their reports.</param>
/// <param name="Tally">Of these members.</param>
public sealed record ProblemSelection(ProblemGroup Group, IReadOnlyList<ProblemMember> Members, ProblemTally Tally)
{
    /// <summary>All groups of which something is left, those of most reports first. Reports that do not pass cost nothing more.</summary>
    public static IReadOnlyList<ProblemSelection> Of(CollectionView view, ProblemLedger ledger, PassageFilter filter)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(filter);
        if (filter.IsEmpty)
            return ledger.Selections;
        var left = new Dictionary<string, List<ProblemMember>>(StringComparer.Ordinal);
        for (var report = 0; report < view.Reports.Count; report++)
        {
            if (!filter.Passes(view.Reports[report]))
                continue;
            foreach (var item in ledger.Of(report))
            {
                if (!filter.Passes(view.Reports[report], item.Passage))
                    continue;
                if (!left.TryGetValue(item.Key, out var members))
                    left.Add(item.Key, members = []);
                members.Add(new ProblemMember(report, item));
            }
        }

        return Order(left.Select(entry => new ProblemSelection(
            ledger.OfKey(entry.Key)!, entry.Value, new ProblemTally(view.Reports, entry.Value))));
    }

    /// <summary>The members of one group that pass.</summary>
    public static IEnumerable<ProblemMember> Of(ProblemGroup group, CollectionView view, PassageFilter filter)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(filter);
        return filter.IsEmpty
            ? group.Members
            : group.Members.Where(member => Passes(view.Reports[member.Report], member.Item.Passage));

        bool Passes(CollectedReport report, int passage) => filter.Passes(report) && filter.Passes(report, passage);
    }

    internal static IReadOnlyList<ProblemSelection> Order(IEnumerable<ProblemSelection> selections) =>
    [
        .. selections
            .OrderByDescending(selection => selection.Tally.Reports)
            .ThenByDescending(selection => selection.Tally.Units)
            .ThenBy(selection => selection.Group.Id, StringComparer.Ordinal),
    ];
}
