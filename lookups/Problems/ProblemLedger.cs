using System.Collections.Frozen;
using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>All groups of problems of a collection.</summary>
public sealed class ProblemLedger
{
    private readonly FrozenDictionary<string, ProblemGroup> _byId;
    private readonly FrozenDictionary<string, ProblemGroup> _byKey;
    private readonly IReadOnlyList<ReportProblems> _reports;

    internal ProblemLedger(IEnumerable<ProblemGroup> groups, IReadOnlyList<ReportProblems> reports)
    {
        Selections = ProblemSelection.Order(groups.Select(group => new ProblemSelection(group, group.Members, group.Tally)));
        Groups = [.. Selections.Select(selection => selection.Group)];
        _byId = Groups.ToFrozenDictionary(group => group.Id, StringComparer.Ordinal);
        _byKey = Groups.ToFrozenDictionary(group => group.Key, StringComparer.Ordinal);
        _reports = reports;
    }

    /// <summary>Those of most reports first.</summary>
    public IReadOnlyList<ProblemGroup> Groups { get; }

    /// <summary>The group of an address; null where there is none.</summary>
    public ProblemGroup? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The problems of a report of the view.</summary>
    public IReadOnlyList<ProblemItem> Of(int report) => _reports[report].Items;

    /// <summary>The groups with all their members, those of most reports first.</summary>
    internal IReadOnlyList<ProblemSelection> Selections { get; }

    internal ProblemGroup? OfKey(string key) => _byKey.GetValueOrDefault(key);
}

/// <summary>Problems that say the same.</summary>
public sealed class ProblemGroup
{
    internal ProblemGroup(string key, IReadOnlyList<ProblemMember> members, CollectionView view)
    {
        (Key, Members) = (key, members);
        Id = ProblemKeys.IdOf(key);
        Name = CentralWording.Of(members.Select(member => member.Item.Head));
        Tally = new ProblemTally(view.Reports, members);
    }

    /// <summary>What makes problems belong to the group: the name of a common problem, or telling words.</summary>
    public string Key { get; }

    /// <summary>Follows from the key alone, and so stays the same when reports come, go or are read again.</summary>
    public string Id { get; }

    /// <summary>The most central of its wordings, exactly as a report has it.</summary>
    public string Name { get; }

    /// <summary>In the order of the view's reports.</summary>
    public IReadOnlyList<ProblemMember> Members { get; }

    /// <summary>Of all its members.</summary>
    public ProblemTally Tally { get; }
}

/// <summary>A problem of a group.</summary>
/// <param name="Report">The number of its report in the view.</param>
/// <param name="Item">Where it stands and what it says.</param>
public readonly record struct ProblemMember(int Report, ProblemItem Item);
