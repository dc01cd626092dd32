using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>A stretch of a text that cleaning was not sure of.</summary>
/// <param name="Number">Of the report's doubts, from 1.</param>
/// <param name="Title">The evidence in words.</param>
public sealed record DoubtSpan(int Start, int Length, int Number, string Title);

/// <summary>A run of text that is marked or not, doubted or not.</summary>
/// <param name="Doubt">What doubts it; null for most text.</param>
/// <param name="BeginsDoubt">Whether the doubted stretch begins here.</param>
public readonly record struct TextPiece(string Text, bool IsMarked, DoubtSpan? Doubt = null, bool BeginsDoubt = false)
{
    /// <summary>Cuts a text at its matches and doubts. The pieces together are the text, to the character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">In order, without overlap.</param>
    /// <param name="doubts">In order, without overlap.</param>
    public static IEnumerable<TextPiece> Cut(
        string text, IReadOnlyList<MatchPosition> matches, IReadOnlyList<DoubtSpan>? doubts = null)
    {
        var cuts = matches.SelectMany(match => (int[])[match.Start, match.Start + match.Length])
            .Concat((doubts ?? []).SelectMany(doubt => (int[])[doubt.Start, doubt.Start + doubt.Length]))
            .Append(text.Length)
            .Where(cut => cut > 0 && cut <= text.Length)
            .Distinct()
            .Order();
        var at = 0;
        foreach (var cut in cuts)
        {
            var from = at;
            var doubt = doubts?.FirstOrDefault(one => one.Start <= from && from < one.Start + one.Length);
            var isMarked = matches.Any(match => match.Start <= from && from < match.Start + match.Length);
            yield return new TextPiece(text[from..cut], isMarked, doubt, doubt?.Start == from);
            at = cut;
        }
    }
}
