using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Overlap;

/// <summary>A draft to be compared with the collection.</summary>
public sealed record OverlapRequest
{
    public string? Text { get; init; }

    /// <summary>The draft's own unit, whose reports are no sources.</summary>
    public string? Unit { get; init; }

    /// <summary>How many independent reports make a set phrase; 5 unless said otherwise.</summary>
    public int? SetPhraseReports { get; init; }
}

/// <summary>What of a draft stands in the collection: the sentences that have anything of it. Counts are letters and digits.</summary>
/// <param name="Score">From 0 to 1: copied, of what is copied or own. Set phrases count nothing, and pasting more never lowers it.</param>
/// <param name="Copied">Letters that stand in a report.</param>
/// <param name="Own">Letters that stand in none.</param>
/// <param name="SetPhrase">Letters of set phrases.</param>
/// <param name="Sentences">Sentences of the draft, whether they stand anywhere or not.</param>
/// <param name="SetPhrases">The set phrases, each once, the longest first.</param>
public sealed record OverlapResponse(
    IReadOnlyList<OverlapHit> Hits,
    long TotalHits,
    int Page,
    int HitsPerPage,
    long TotalPages,
    double Score,
    int Copied,
    int Own,
    int SetPhrase,
    int Sentences,
    IReadOnlyList<string> SetPhrases)
    : ListResponse<OverlapHit>(Hits, TotalHits, Page, HitsPerPage, TotalPages);

/// <summary>A sentence of the draft.</summary>
/// <param name="Start">Offset in the draft, in UTF-16 code units.</param>
/// <param name="NearCopy">Its best source has nearly all of it, with some characters changed.</param>
/// <param name="Spans">What its parts are.</param>
/// <param name="Sources">Where it stands, best first; empty where it has set phrases alone.</param>
public sealed record OverlapHit(
    string Text, int Start, int Length, int Copied, bool NearCopy, IReadOnlyList<OverlapPart> Spans, IReadOnlyList<OverlapOrigin> Sources);

/// <summary>A part of a sentence.</summary>
/// <param name="Kind">own, copied, setPhrase, changed (within a near copy), joint (a few letters between set phrases).</param>
/// <param name="Start">Offset in the draft.</param>
public sealed record OverlapPart(string Kind, int Start, int Length);

/// <summary>Where a sentence stands.</summary>
/// <param name="Text">What the passage has in common with it, from the first to the last character of that, exactly as there.</param>
/// <param name="Start">Offset in the passage's text.</param>
/// <param name="Copied">Letters in common.</param>
/// <param name="Changes">What differs; empty where nothing does.</param>
public sealed record OverlapOrigin(
    string Text, int Start, int Length, int Copied, IReadOnlyList<OverlapDifference> Changes, PassagePlace Passage);

/// <summary>A difference.</summary>
/// <param name="Draft">What the draft has; empty where it leaves something out.</param>
/// <param name="DraftStart">Offset in the draft.</param>
/// <param name="Source">What the passage has.</param>
/// <param name="SourceStart">Offset in the passage's text.</param>
public sealed record OverlapDifference(string Draft, int DraftStart, string Source, int SourceStart);
