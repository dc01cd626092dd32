using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>A run of text that is marked or not.</summary>
public readonly record struct TextPiece(string Text, bool IsMarked)
{
    /// <summary>Cuts a text at its matches. The pieces together are the text, to the character.</summary>
    public static IEnumerable<TextPiece> Cut(string text, IEnumerable<MatchPosition> matches)
    {
        var at = 0;
        foreach (var match in matches)
        {
            if (match.Start > at)
                yield return new TextPiece(text[at..match.Start], false);
            yield return new TextPiece(text.Substring(match.Start, match.Length), true);
            at = match.Start + match.Length;
        }

        if (at < text.Length)
            yield return new TextPiece(text[at..], false);
    }
}
