using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>From parameters to the index's filters: the same key twice means or, different keys mean and.</summary>
internal static class FilterBuilder
{
    public static IReadOnlyList<Filter> Build(SearchParameters parameters)
    {
        var filters = new List<Filter>();
        Add(PassageSchema.Section, parameters.Sections);
        Add(PassageSchema.UnitType, parameters.UnitTypes);
        Add(PassageSchema.Unit, parameters.Units);
        Add(PassageSchema.Kind, parameters.Kinds);
        Add(PassageSchema.Source, parameters.Sources);
        Add(PassageSchema.Topic, parameters.Topics);
        if (parameters.Years.Count > 0 || parameters.YearUnknown)
            filters.Add(new Filter.Number(PassageSchema.Year, parameters.Years, parameters.YearUnknown));
        return filters;

        void Add(string field, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                filters.Add(Keyword(field, values));
        }
    }

    private static Filter.Keyword Keyword(string field, IReadOnlyList<string> values) =>
        new(field, [.. values.Select(value => value == FieldValues.Unknown ? null : value)]);
}
