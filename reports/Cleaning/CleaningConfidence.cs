namespace KnowledgeBase.Reports.Cleaning;

/// <summary>How sure the cleaning of a file is.</summary>
internal static class CleaningConfidence
{
    // Each different string counts once: a name that stands at forty places is one decision.
    private const double Suspected = 0.9;
    private const double WeighedName = 0.97;
    private const double LearnedName = 0.98;

    /// <summary>1, lowered by each string that is suspected, or was cut on weighed or learned evidence.</summary>
    public static double Of(IEnumerable<Removal> removed, IEnumerable<Suspicion> suspected)
    {
        var removals = removed.ToList();
        var sure = Math.Pow(Suspected, suspected.Select(suspicion => suspicion.Text).Distinct(StringComparer.Ordinal).Count())
            * Math.Pow(WeighedName, Count("spliced-name"))
            * Math.Pow(LearnedName, Count("learned-mark"))
            * Math.Pow(WeighedName, Count("copy-vote"));
        return Math.Round(sure, 4);

        int Count(string rule) =>
            removals.Where(removal => removal.Rule == rule).Select(removal => removal.Text).Distinct(StringComparer.Ordinal).Count();
    }
}
