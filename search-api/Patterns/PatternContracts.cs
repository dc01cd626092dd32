using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Patterns;

/// <summary>The occurrences of a pattern.</summary>
/// <param name="Fillers">For each filler of the pattern, what stands there most often.</param>
/// <param name="Reports">Reports with an occurrence.</param>
/// <param name="Units">Units with an occurrence.</param>
public sealed record PatternResponse(
    IReadOnlyList<PatternHit> Hits,
    long TotalHits,
    int Page,
    int HitsPerPage,
    long TotalPages,
    int Reports,
    int Units,
    IReadOnlyList<IReadOnlyList<FillerCount>> Fillers)
    : ListResponse<PatternHit>(Hits, TotalHits, Page, HitsPerPage, TotalPages);

/// <summary>An occurrence.</summary>
/// <param name="Text">The sentence, or the heading, exactly as it stands there.</param>
/// <param name="Start">Offset of that text in the passage's text; null for a heading.</param>
/// <param name="Literals">The pattern's own characters, by their offsets in the text.</param>
/// <param name="Fillers">What stands in its gaps.</param>
public sealed record PatternHit(
    string Text, int? Start, IReadOnlyList<TextSpan> Literals, IReadOnlyList<PatternFill> Fillers, PassagePlace Passage);

/// <summary>What stands in a gap.</summary>
/// <param name="Start">Offset in the hit's text.</param>
public sealed record PatternFill(string Text, int Start, int Length);

/// <summary>How often something stands in a gap.</summary>
/// <param name="Url">Lists the occurrences.</param>
public sealed record FillerCount(string Text, int Count, string Url);

/// <summary>A way to fill the pattern.</summary>
/// <param name="Text">The pattern with its gaps filled.</param>
/// <param name="Fillers">One for each gap.</param>
/// <param name="Count">Occurrences.</param>
/// <param name="Url">Lists them.</param>
public sealed record FillingHit(string Text, IReadOnlyList<string> Fillers, int Count, int Reports, int Units, string Url);
