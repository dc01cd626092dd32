using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.ProblemGroups;

/// <summary>Filters as the query part of an address, so that a count's link lists what was counted.</summary>
internal static class FilterAddress
{
    public static string Of(SearchParameters parameters, params IReadOnlyList<(string Name, string Value)> more)
    {
        var pairs = Pairs(parameters).Concat(more).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}").ToList();
        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private static IEnumerable<(string Name, string Value)> Pairs(SearchParameters parameters)
    {
        foreach (var value in parameters.Sections)
            yield return ("section", value);
        foreach (var value in parameters.UnitTypes)
            yield return ("unitType", value);
        foreach (var value in parameters.Units)
            yield return ("unit", value);
        foreach (var range in parameters.Years)
            yield return ("year", YearValues.Format(range));
        if (parameters.YearUnknown)
            yield return ("year", FieldValues.Unknown);
        foreach (var value in parameters.Kinds)
            yield return ("kind", value);
        foreach (var value in parameters.Sources)
            yield return ("source", value);
        foreach (var value in parameters.Topics)
            yield return ("topic", value);
        foreach (var value in parameters.ReportIds)
            yield return ("reportId", value);
    }
}
