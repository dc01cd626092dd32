using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.ProblemGroups;

namespace KnowledgeBase.SearchApi.Compare;

/// <summary>One section of several units side by side.</summary>
/// <param name="Columns">In the order in which the units were named.</param>
/// <param name="Section">The section's type.</param>
public sealed record CompareResponse(
    IReadOnlyList<CompareRow> Hits, long TotalHits, int Page, int HitsPerPage, long TotalPages,
    IReadOnlyList<CompareColumn> Columns, string Section)
    : ListResponse<CompareRow>(Hits, TotalHits, Page, HitsPerPage, TotalPages);

/// <summary>A unit of a comparison.</summary>
/// <param name="Unit">As it was named in the request.</param>
/// <param name="Reports">Its reports that the filters leave.</param>
/// <param name="Rows">Rows in which it has an item.</param>
public sealed record CompareColumn(string Unit, int Reports, int Rows);

/// <summary>What several units say of one thing.</summary>
/// <param name="ProblemId">The group in the problem ledger; null for other sections.</param>
/// <param name="Name">The most central of the row's wordings.</param>
/// <param name="Units">Columns that have an item.</param>
/// <param name="Cells">One list for each column; empty where the unit says nothing of it.</param>
public sealed record CompareRow(string? ProblemId, string Name, int Units, IReadOnlyList<IReadOnlyList<ProblemHit>> Cells);

/// <summary>A list to be compared with what units of its kind raise.</summary>
public sealed record CheckRequest
{
    /// <summary>The items, or instead <see cref="Text"/>.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>A pasted section, one item a line.</summary>
    public string? Text { get; init; }

    /// <summary>One unit type; without it the list is compared with all units.</summary>
    public string? UnitType { get; init; }

    /// <summary>The list's own unit, whose reports do not count; its type is taken where none is given.</summary>
    public string? Unit { get; init; }

    /// <summary>How many missing problems to name.</summary>
    public int? Limit { get; init; }
}

/// <summary>What a list lacks, and what is unusual in it.</summary>
/// <param name="UnitType">The type that was compared with; null where it was all units.</param>
/// <param name="Units">Units of that type that name problems.</param>
/// <param name="AllUnits">Units of the whole collection that do.</param>
/// <param name="Items">Each item of the list.</param>
/// <param name="Missing">Problems that the list lacks, those that most units raise first.</param>
public sealed record CheckResponse(
    string? UnitType, int Units, int AllUnits, IReadOnlyList<CheckedListItem> Items, IReadOnlyList<MissingProblem> Missing);

/// <summary>An item of the list.</summary>
/// <param name="Text">As it was pasted.</param>
/// <param name="ProblemId">Its group; null where no report names such a problem.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Units">Units of the type that raise it.</param>
/// <param name="Unusual">Hardly any unit raises it.</param>
/// <param name="Url">Lists the units' items; null without a group.</param>
public sealed record CheckedListItem(string Text, string? ProblemId, string? Name, int Units, bool Unusual, string? Url);

/// <summary>A problem that the list lacks.</summary>
/// <param name="ProblemId">Its group.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Units">Units of the type that raise it.</param>
/// <param name="AllUnits">Units of the whole collection that raise it.</param>
/// <param name="Wordings">How others put it.</param>
/// <param name="Url">Lists the units' items.</param>
public sealed record MissingProblem(string ProblemId, string Name, int Units, int AllUnits, IReadOnlyList<ProblemHit> Wordings, string Url);
