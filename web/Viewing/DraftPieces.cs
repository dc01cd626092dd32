using KnowledgeBase.SearchApi.LeftOvers;
using KnowledgeBase.SearchApi.Overlap;

namespace KnowledgeBase.Web.Viewing;

/// <summary>A run of a draft of one kind.</summary>
/// <param name="Kind">own, copied, setPhrase, changed or joint.</param>
/// <param name="Sentence">The number of the sentence among those that have anything in common with the collection.</param>
public sealed record DraftPiece(string Text, string Kind, int Sentence);

/// <summary>Cuts a draft at the ends of what stands in the collection.</summary>
public static class DraftPieces
{
    /// <summary>By what stands in the collection.</summary>
    public static IEnumerable<DraftPiece> Cut(string draft, IReadOnlyList<OverlapHit> sentences) => Cut(
        draft,
        sentences.SelectMany((sentence, number) => sentence.Spans.Select(span => (span.Kind, span.Start, span.Length, number))));

    /// <summary>By what is left over.</summary>
    public static IEnumerable<DraftPiece> Cut(string draft, IReadOnlyList<LeftOverHit> leftOvers) =>
        Cut(draft, leftOvers.Select((one, number) => (one.Kind, one.Start, one.Length, number)));

    /// <summary>All of the draft, every character once and in order.</summary>
    private static IEnumerable<DraftPiece> Cut(string draft, IEnumerable<(string Kind, int Start, int Length, int Number)> spans)
    {
        var at = 0;
        foreach (var (kind, start, length, number) in spans.OrderBy(span => span.Start))
        {
            if (start < at || length <= 0 || start + length > draft.Length)
                continue;
            if (start > at)
                yield return new DraftPiece(draft[at..start], "own", number);
            yield return new DraftPiece(draft.Substring(start, length), kind, number);
            at = start + length;
        }

        if (at < draft.Length)
            yield return new DraftPiece(draft[at..], "own", -1);
    }
}
