using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Compare;

/// <summary>
/// What does a list of problems lack beside what units of its kind commonly raise, and which of its items do few others raise?
/// </summary>
public static class ListCheck
{
    /// <summary>As much as so many units of the type does the whole collection weigh: a type of two units says little by itself.</summary>
    private const double WeightOfAll = 3;

    /// <summary>What one unit alone raises is not common.</summary>
    private const int LeastUnits = 2;

    /// <summary>An item is unusual when fewer than this share of the units raise it.</summary>
    private const double Unusual = 0.05;

    /// <param name="view">The collection.</param>
    /// <param name="ledger">Its groups.</param>
    /// <param name="list">The items, each as it was pasted.</param>
    /// <param name="type">The unit type to compare with; null compares with all units.</param>
    /// <param name="except">Reports that do not count: the list's own unit's.</param>
    public static CheckedList Check(
        CollectionView view, ProblemLedger ledger, IReadOnlyList<string> list, UnitType? type, Func<CollectedReport, bool> except)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(except);
        var (ofType, all) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var counts = new bool[view.Reports.Count];
        for (var report = 0; report < counts.Length; report++)
        {
            var one = view.Reports[report];
            counts[report] = one.Unit is not null && !except(one);
            if (!counts[report] || ledger.Of(report).Count == 0)
                continue;
            all.Add(one.Unit!);
            if (type is null || one.UnitType == type)
                ofType.Add(one.Unit!);
        }

        var shares = ledger.Groups.ToDictionary(group => group.Key, ShareOf, StringComparer.Ordinal);
        List<CheckedItem> items = [.. list.Select(Item)];
        var held = items.Select(item => item.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new CheckedList(
            items,
            [.. shares.Values
                .Where(share => share.AllUnits >= LeastUnits && !held.Contains(share.Group!.Key))
                .OrderByDescending(share => share.Expected)
                .ThenBy(share => share.Group!.Id, StringComparer.Ordinal)],
            ofType.Count,
            all.Count);

        GroupShare ShareOf(ProblemGroup group)
        {
            var (inType, inAll) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            foreach (var (report, _) in group.Members)
            {
                if (!counts[report])
                    continue;
                inAll.Add(view.Reports[report].Unit!);
                if (type is null || view.Reports[report].UnitType == type)
                    inType.Add(view.Reports[report].Unit!);
            }

            var ofAll = all.Count == 0 ? 0 : (double)inAll.Count / all.Count;
            return new GroupShare(group, inType.Count, inAll.Count, (inType.Count + (WeightOfAll * ofAll)) / (ofType.Count + WeightOfAll));
        }

        CheckedItem Item(string text)
        {
            var found = ProblemReader.ReadItem(text);
            var share = found is { } one ? shares.GetValueOrDefault(one.Key) : null;
            return new CheckedItem(text, found?.Head, found?.Key, share, share is null || share.Expected < Unusual);
        }
    }
}

/// <summary>A list of problems beside what others raise.</summary>
/// <param name="Items">Each item of the list, in its order.</param>
/// <param name="Missing">Groups that the list lacks, those that most units of the type raise first.</param>
/// <param name="UnitsOfType">Units that were compared with.</param>
/// <param name="AllUnits">Units of the whole collection, of whatever type.</param>
public sealed record CheckedList(IReadOnlyList<CheckedItem> Items, IReadOnlyList<GroupShare> Missing, int UnitsOfType, int AllUnits);

/// <summary>An item of a pasted list.</summary>
/// <param name="Text">As pasted.</param>
/// <param name="Head">What it says in short; null where nothing in it can be compared.</param>
/// <param name="Key">The key of its group, whether or not there is such a group.</param>
/// <param name="Share">Who else raises it; null where nobody does.</param>
/// <param name="IsUnusual">Few or no others raise it.</param>
public sealed record CheckedItem(string Text, string? Head, string? Key, GroupShare? Share, bool IsUnusual);

/// <summary>How many units raise a problem.</summary>
/// <param name="Group">The problem.</param>
/// <param name="UnitsOfType">Of the type that was asked about.</param>
/// <param name="AllUnits">Of the whole collection.</param>
/// <param name="Expected">The share of the type's units, drawn towards the share of all where the type has few.</param>
public sealed record GroupShare(ProblemGroup Group, int UnitsOfType, int AllUnits, double Expected);
