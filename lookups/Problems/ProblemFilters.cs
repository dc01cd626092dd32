using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>Which members of groups does a filter leave?</summary>
public static class ProblemFilters
{
    /// <summary>The members whose report and passage pass, in their order.</summary>
    /// <param name="group">The group.</param>
    /// <param name="view">Its reports.</param>
    /// <param name="filter">The passage's section is among the filters.</param>
    /// <param name="passing">Of <see cref="PassageFilter.Select"/>, made once for all groups.</param>
    public static IEnumerable<ProblemMember> Of(ProblemGroup group, CollectionView view, PassageFilter filter, bool[] passing) =>
        filter.IsEmpty
            ? group.Members
            : group.Members.Where(member => passing[member.Report] && filter.Passes(view.Reports[member.Report], member.Item.Passage));
}
