using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.Similarity;

/// <summary>A word of what is asked for, with its other wordings and what it weighs.</summary>
/// <param name="Word">As it stands there.</param>
/// <param name="Weight">By how rare it is, within bounds; a word of the heading weighs more than one of the text.</param>
/// <param name="IsOfHeading">Whether it stands in the heading.</param>
/// <param name="IsAsked">Whether it stands in what is asked for; false for a word of the nearest passages.</param>
internal sealed record WeightedWord(QueryWord Word, double Weight, bool IsOfHeading, bool IsAsked)
{
    /// <summary>How a text says the word, and how well that matches; null where it does not say it.</summary>
    public (string Wording, double Match)? In(string text)
    {
        if (text.Contains(Word.Text, StringComparison.Ordinal))
            return (Word.Text, 1);
        foreach (var other in Word.Others)
            if (text.Contains(other, StringComparison.Ordinal))
                return (other, OtherWording);
        return null;
    }

    /// <summary>Another wording says nearly the same, or the list of synonyms would not have it.</summary>
    private const double OtherWording = 0.85;
}
