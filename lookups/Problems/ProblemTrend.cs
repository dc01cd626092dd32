namespace KnowledgeBase.Lookups.Problems;

/// <summary>Whether a problem is named more often as the years go by.</summary>
public enum ProblemTrend
{
    /// <summary>As often as before.</summary>
    Steady,
    /// <summary>By a larger share of the reports than before.</summary>
    Rising,
    /// <summary>By a smaller share.</summary>
    Falling,
}

/// <summary>Decides on trends by shares of all reports of a year: a year with many reports is no rise.</summary>
public static class ProblemTrends
{
    /// <summary>With fewer reports, or in fewer years, a trend would be chance.</summary>
    private const int LeastReports = 5;

    private const int LeastYears = 3;

    /// <summary>A change of the share by less than a third is none.</summary>
    private const double LeastChange = 4.0 / 3;

    /// <summary>Compares the share in the later half of the years with that in the earlier half; null where there is too little.</summary>
    /// <param name="years">Of the problem, its reports; and all reports of that year, whatever they name. Ascending.</param>
    public static ProblemTrend? Of(IReadOnlyList<(int Year, int Reports, int AllReports)> years)
    {
        if (years.Count < LeastYears || years.Sum(year => year.Reports) < LeastReports)
            return null;
        var half = years.Count / 2;
        var (early, late) = (Share(years.Take(half)), Share(years.Skip(years.Count - half)));
        return late > early * LeastChange ? ProblemTrend.Rising : early > late * LeastChange ? ProblemTrend.Falling : ProblemTrend.Steady;
    }

    private static double Share(IEnumerable<(int Year, int Reports, int AllReports)> years)
    {
        var (reports, all) = years.Aggregate((0, 0), (sum, year) => (sum.Item1 + year.Reports, sum.Item2 + year.AllReports));
        return all == 0 ? 0 : (double)reports / all;
    }
}
