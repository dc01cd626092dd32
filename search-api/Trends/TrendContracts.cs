using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Trends;

/// <summary>A wording through the years, one line a year.</summary>
/// <param name="First">The first year with a report that has the wording; null where none is known.</param>
/// <param name="Peak">The year whose reports have it most, by share; years of few reports count for less.</param>
/// <param name="Passages">Passages that have it, of whatever year.</param>
/// <param name="Reports">Reports that have it.</param>
/// <param name="Units">Units that have it.</param>
/// <param name="UnitTypes">The same by unit type, those of most reports first.</param>
/// <param name="Url">Lists the passages.</param>
public sealed record TrendResponse(
    IReadOnlyList<TrendLine> Hits,
    long TotalHits,
    int Page,
    int HitsPerPage,
    long TotalPages,
    string Wording,
    int? First,
    int? Peak,
    int? Last,
    int Passages,
    int Reports,
    int Units,
    IReadOnlyList<TrendOfType> UnitTypes,
    string Url)
    : ListResponse<TrendLine>(Hits, TotalHits, Page, HitsPerPage, TotalPages);

/// <summary>A year.</summary>
/// <param name="AllReports">Reports of the year, whatever they say.</param>
/// <param name="Url">Lists the passages; with <c>collapse=report</c> or <c>unit</c> what is counted there.</param>
public sealed record TrendLine(int Year, int Passages, int Reports, int Units, int AllReports, string Url);

/// <summary>A unit type; null is 不明.</summary>
public sealed record TrendOfType(string? UnitType, int? First, int? Peak, int? Last, int Reports, int Units, string Url);

/// <summary>A passage that has a wording.</summary>
/// <param name="Text">The passage's text.</param>
public sealed record TrendHit(string Text, PassagePlace Passage);

/// <summary>A draft whose wordings may be out of use.</summary>
public sealed record RetiredRequest
{
    public string? Text { get; init; }
}

/// <summary>A wording of the draft that reports wrote once and write no longer.</summary>
/// <param name="Start">Offset in the draft, in UTF-16 code units.</param>
/// <param name="NewWordings">Names that the same units write now and did not write then.</param>
/// <param name="Now">Passages in which they write now of what the draft's sentence is about.</param>
/// <param name="Url">The wording through the years.</param>
public sealed record RetiredHit(
    string Text,
    int Start,
    int Length,
    int? First,
    int? Peak,
    int? Last,
    int Reports,
    int Units,
    IReadOnlyList<NewWording> NewWordings,
    IReadOnlyList<TrendHit> Now,
    string Url);

/// <summary>A name and how many of the units write it.</summary>
public sealed record NewWording(string Text, int Units);
