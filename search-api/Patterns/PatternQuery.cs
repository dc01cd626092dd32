using System.Globalization;
using KnowledgeBase.Lookups.Patterns;
using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Patterns;

/// <summary>What a request asks for.</summary>
/// <param name="Text">The pattern as it was typed.</param>
/// <param name="Fillers">What gaps must hold, by their numbers from 1.</param>
public sealed record PatternQuery(
    string Text,
    SentencePattern Pattern,
    int Gap,
    bool IsEqual,
    bool InHeadings,
    IReadOnlyList<(int Number, string Text)> Fillers,
    SearchParameters Filters)
{
    /// <summary>The address that lists the occurrences which these gaps hold.</summary>
    public string Address(params IReadOnlyList<(int Number, string Text)> fillers)
    {
        var more = new List<(string, string)>
        {
            ("q", Text),
            ("gap", Gap.ToString(CultureInfo.InvariantCulture)),
            ("in", InHeadings ? "headings" : "text"),
        };
        if (IsEqual)
            more.Add(("equal", "true"));
        more.AddRange(fillers.Concat(Fillers).Distinct()
            .Select(filler => ("filler", string.Create(CultureInfo.InvariantCulture, $"{filler.Number}:{filler.Text}"))));
        return "/api/v1/patterns" + FilterAddress.Of(Filters, more);
    }
}
