using System.Globalization;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;
using KnowledgeBase.Lookups.Problems;

namespace KnowledgeBase.Lookups.Quality.Compare;

/// <summary>
/// Is a common problem that a real list leaves out among the first ten that it is told it lacks? Each report's own list, without the
/// problem that most other units have, is the question; reports of its own unit do not count.
/// </summary>
internal static class MissingMeasure
{
    private const int First = 10;
    private const int LeastItems = 3;

    /// <summary>How many other units must have a problem to make it common: any two, and enough of them to be met in most types.</summary>
    private static readonly int[] LeastUnits = [2, 8];

    public static int Run(IReadOnlyList<string> folders)
    {
        using var collected = new Collected(Collected.Files(folders));
        using var view = collected.View();
        foreach (var least in LeastUnits)
            foreach (var (half, remainder) in new[] { ("dev", 0), ("held", 1) })
                Measure(collected, view, half, remainder, least);
        return 0;
    }

    private static void Measure(Collected collected, CollectionView view, string half, int remainder, int least)
    {
        var ledger = view.Whole(collected.Problems);
        int lists = 0, found = 0, withoutType = 0;
        for (var number = 0; number < view.Reports.Count; number++)
        {
            var report = view.Reports[number];
            var items = ledger.Of(number);
            if (number % 2 != remainder || report.Unit is null || items.Select(item => item.Key).Distinct().Count() < LeastItems)
                continue;
            var common = items.Select(item => ledger.OfKey(item.Key)!)
                .Select(group => (Group: group, Units: OtherUnits(group)))
                .MaxBy(entry => entry.Units);
            if (common.Units < least)
                continue;
            var left = items.Where(item => item.Key != common.Group.Key).Select(item => item.Head).ToList();
            var check = ListCheck.Check(view, ledger, left, report.UnitType, other => UnitMatch.IsOf(other, report.Unit));
            lists++;
            withoutType += check.UnitsOfType == 0 ? 1 : 0;
            found += check.Missing.Take(First).Any(missing => missing.Group == common.Group) ? 1 : 0;

            int OtherUnits(ProblemGroup group) => group.Members
                .Select(member => view.Reports[member.Report].Unit)
                .OfType<string>()
                .Where(unit => unit != report.Unit)
                .Distinct()
                .Count();
        }

        var share = (double)found / Math.Max(1, lists);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"half":"{{half}}","unitsAtLeast":{{least}},"lists":{{lists}},"amongTen":{{share:F3}},"aloneOfTheirType":{{withoutType}}}"""));
    }
}
