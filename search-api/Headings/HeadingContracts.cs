namespace KnowledgeBase.SearchApi.Headings;

/// <summary>A heading that writers chose; near-equal ones are one.</summary>
/// <param name="Heading">The form that most places have, as it stands there.</param>
/// <param name="Length">Its characters without punctuation.</param>
/// <param name="Parts">The lengths of its parts between punctuation.</param>
/// <param name="Section">The section type that most places have.</param>
/// <param name="Reports">How many reports use it: what <paramref name="Url"/> lists with <c>collapse=report</c>.</param>
/// <param name="Units">How many units use it, as <c>collapse=unit</c> lists them; reports without a unit count as none.</param>
/// <param name="Uses">How many places have it: as many as <paramref name="Url"/> lists.</param>
/// <param name="Forms">All forms, the most frequent first.</param>
/// <param name="Url">Lists the places with their passages.</param>
public sealed record HeadingResponse(
    string Heading,
    int Length,
    IReadOnlyList<int> Parts,
    string Section,
    int Reports,
    int Units,
    int Uses,
    IReadOnlyList<string> Forms,
    string Url);

/// <summary>Sibling headings of one report.</summary>
/// <param name="Headings">In their order, exactly as they stand.</param>
/// <param name="Description">How they are made, in words: 四个，每句 8 字，含“聚焦”.</param>
/// <param name="Size">How many.</param>
/// <param name="Length">The characters of each, where all have the same number.</param>
/// <param name="Pattern">What all have in common, with * for what differs; null where they share no word.</param>
/// <param name="Words">The words that all have.</param>
/// <param name="Section">The section type.</param>
/// <param name="Reports">How many reports have exactly this set.</param>
/// <param name="ReportId">The first of them; so are the facts below.</param>
public sealed record HeadingSetResponse(
    IReadOnlyList<string> Headings,
    string Description,
    int Size,
    int? Length,
    string? Pattern,
    IReadOnlyList<string> Words,
    string Section,
    int Reports,
    string ReportId,
    string Title,
    string? Unit,
    string? UnitType,
    int? Year,
    string Url);

/// <summary>The outline of a report.</summary>
/// <param name="Outline">Its headings in order.</param>
public sealed record OutlineResponse(
    string ReportId, string Title, string? Unit, string? UnitType, int? Year, string? Kind, IReadOnlyList<OutlineLine> Outline, string Url);

/// <param name="Heading">Exactly as it stands, without its number.</param>
/// <param name="Depth">1 at the top.</param>
/// <param name="Section">The section type of what follows it.</param>
/// <param name="PassageId">The first passage below it.</param>
public sealed record OutlineLine(string Heading, int Depth, string Section, string PassageId);
