namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>Text without white space and invisible characters: what two forms of one text have in common.</summary>
internal static class Compact
{
    public static string Of(string text) => string.Concat(text.Where(IsInk));

    /// <summary>Whether a character leaves something on paper.</summary>
    public static bool IsInk(char c) => c != '\n' && !Characters.IsBlank(c);

    /// <summary>The text without what leaves nothing on paper, and where each character stood.</summary>
    public static (string Text, int[] Places) WithPlaces(string text)
    {
        var places = new int[text.Length];
        var kept = new char[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
            if (IsInk(text[i]))
            {
                places[count] = i;
                kept[count++] = text[i];
            }

        return (new(kept, 0, count), places[..count]);
    }
}
