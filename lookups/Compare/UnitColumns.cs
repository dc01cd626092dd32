using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Compare;

/// <summary>One section of several units side by side, aligned by what the items say.</summary>
public static class UnitColumns
{
    /// <param name="view">The collection.</param>
    /// <param name="ledger">Its groups of problems.</param>
    /// <param name="units">The columns.</param>
    /// <param name="section">Problems are aligned by their groups, other sections by the telling words of their headings.</param>
    /// <param name="filter">Which of the units' reports; its sections and units do not count here.</param>
    /// <returns>Those that most units have first.</returns>
    public static IReadOnlyList<ComparedRow> Align(
        CollectionView view, ProblemLedger ledger, IReadOnlyList<string> units, SectionType section, PassageFilter filter)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(filter);
        var rows = new Dictionary<string, List<ComparedItem>[]>(StringComparer.Ordinal);
        for (var report = 0; report < view.Reports.Count; report++)
        {
            var one = view.Reports[report];
            if (!filter.Passes(one))
                continue;
            for (var column = 0; column < units.Count; column++)
            {
                if (!UnitMatch.IsOf(one, units[column]))
                    continue;
                foreach (var (key, item) in Items(report, one))
                {
                    if (!rows.TryGetValue(key, out var cells))
                        rows.Add(key, cells = [.. units.Select(_ => new List<ComparedItem>())]);
                    cells[column].Add(item);
                }
            }
        }

        return [.. rows
            .Select(row => new ComparedRow(
                row.Key,
                section == SectionType.存在问题 ? ledger.OfKey(row.Key) : null,
                CentralWording.Of(row.Value.SelectMany(cell => cell).Select(item => item.Head)),
                row.Value))
            .OrderByDescending(row => row.Cells.Count(cell => cell.Count > 0))
            .ThenByDescending(row => row.Group?.Tally.Units ?? 0)
            .ThenBy(row => row.Key, StringComparer.Ordinal)];

        IEnumerable<(string Key, ComparedItem Item)> Items(int number, CollectedReport report)
        {
            if (section == SectionType.存在问题)
            {
                foreach (var item in ledger.Of(number))
                    yield return (item.Key, new ComparedItem(number, item.Passage, item.Start, item.Length, item.Head));
                yield break;
            }

            for (var passage = 0; passage < report.PassageCount; passage++)
                if (report.SectionOf(passage) == section
                    && report.HeadingOf(passage) is { } heading
                    && ProblemKeys.OfWords(heading) is { } key)
                    yield return (key, new ComparedItem(number, passage, 0, -1, heading));
        }
    }
}

/// <summary>A row of a comparison.</summary>
/// <param name="Key">What its items have in common.</param>
/// <param name="Group">The group of problems; null for other sections.</param>
/// <param name="Name">The most central of its own wordings.</param>
/// <param name="Cells">One for each column; empty where the unit says nothing of it.</param>
public sealed record ComparedRow(string Key, ProblemGroup? Group, string Name, IReadOnlyList<IReadOnlyList<ComparedItem>> Cells);

/// <summary>An item of a cell.</summary>
/// <param name="Report">The number of its report in the view.</param>
/// <param name="Passage">The number of its passage in the report.</param>
/// <param name="Start">Offset in the passage's text.</param>
/// <param name="Length">Of the item; -1 for the whole passage.</param>
/// <param name="Head">Its heading or first clause.</param>
public sealed record ComparedItem(int Report, int Passage, int Start, int Length, string Head);
