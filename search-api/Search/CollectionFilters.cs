using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>From parameters to the filters of look-ups: the same meaning as <see cref="FilterBuilder"/> gives them for searches.</summary>
internal static class CollectionFilters
{
    public static PassageFilter Of(SearchParameters parameters) => new()
    {
        Sections = parameters.Sections.Select(Enum.Parse<SectionType>).ToHashSet(),
        UnitTypes = Values(parameters.UnitTypes, value => (UnitType?)Enum.Parse<UnitType>(value)),
        Units = Values(parameters.Units, value => value),
        Years = [.. parameters.Years.Select(range => (range.From, range.To))],
        YearUnknown = parameters.YearUnknown,
        Kinds = Values(parameters.Kinds, value => (ReportKind?)Enum.Parse<ReportKind>(value)),
        Sources = Values(parameters.Sources, value => value),
        Topics = Values(parameters.Topics, value => value),
        ReportIds = parameters.ReportIds.ToHashSet(StringComparer.Ordinal),
    };

    private static HashSet<T?> Values<T>(IReadOnlyList<string> values, Func<string, T?> read) =>
        [.. values.Select(value => value == FieldValues.Unknown ? default : read(value))];
}
