using KnowledgeBase.Lookups.Units;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.ProblemGroups;

namespace KnowledgeBase.SearchApi.Units;

/// <summary>What a unit reported: its reports, the newest year first, and its problems through the years.</summary>
/// <param name="Name">As most of its reports have it.</param>
/// <param name="Names">Every form of its name.</param>
/// <param name="UnitType">Null where no report says.</param>
/// <param name="UnitsOfType">Other units of its type that name problems.</param>
/// <param name="Problems">Of all its reports that the filters leave, not of this page alone.</param>
public sealed record UnitResponse(
    IReadOnlyList<UnitReport> Hits, long TotalHits, int Page, int HitsPerPage, long TotalPages,
    string Name, IReadOnlyList<string> Names, string? UnitType, int UnitsOfType, IReadOnlyList<UnitProblemResponse> Problems)
    : ListResponse<UnitReport>(Hits, TotalHits, Page, HitsPerPage, TotalPages);

/// <summary>A report of the unit.</summary>
/// <param name="Problems">Items under 存在问题.</param>
public sealed record UnitReport(string Id, string Title, int? Year, string? Kind, string? Source, int Passages, int Problems, string Url);

/// <summary>A problem of the unit.</summary>
/// <param name="Id">Its group in the problem ledger.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Years">Years in which the unit names it.</param>
/// <param name="State">Stayed, New, Returned or Gone; null where the unit names problems in one year only.</param>
/// <param name="OtherUnits">Other units of its type that name it.</param>
/// <param name="Items">Where the unit names it, the newest year first.</param>
public sealed record UnitProblemResponse(
    string Id, string Name, IReadOnlyList<int> Years, ProblemState? State, int OtherUnits, IReadOnlyList<ProblemHit> Items);
