namespace KnowledgeBase.Lookups.Wording;

/// <summary>A word of a query's text with the other wordings by which a passage may say it.</summary>
/// <param name="Others">Wordings of the word itself, and of the longer wordings that it is a part of: 融合 in 融合不够 is also said by
/// 两张皮.</param>
public sealed record QueryWord(string Text, IReadOnlyList<string> Others);

/// <summary>What else a typed text may be called, and which words it is made of.</summary>
public sealed class Wordings(Segmenter segmenter, Synonyms synonyms)
{
    /// <summary>Beyond these, combinations of other wordings are as rare as they are many.</summary>
    private const int MostVariants = 48;

    private const int MostOthers = 24;

    /// <summary>The text with one or two of its wordings replaced; first those with one.</summary>
    public IReadOnlyList<string> Variants(string text)
    {
        var places = synonyms.Find(text).Where(place => IsBetweenWords(text, place)).ToList();
        var variants = new List<string>();
        foreach (var place in places)
            variants.AddRange(synonyms.Of(Slice(text, place)).Select(other => Replace(text, place, other)));
        for (var first = 0; first < places.Count && variants.Count < MostVariants; first++)
        {
            foreach (var second in places.Skip(first + 1))
                foreach (var other in synonyms.Of(Slice(text, second)))
                    foreach (var one in synonyms.Of(Slice(text, places[first])))
                        if (variants.Count < MostVariants)
                            variants.Add(Replace(Replace(text, second, other), places[first], one));
        }

        // A variant that holds the text finds nothing that the text does not find.
        return [.. variants.Where(variant => !variant.Contains(text, StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Take(MostVariants)];
    }

    /// <summary>
    /// The words of a text, from left to right, each once; stop words and single characters only where there is nothing else.
    /// </summary>
    public IReadOnlyList<QueryWord> Words(string text)
    {
        var words = new List<(string Text, int Start)>();
        foreach (var token in segmenter.Cut(text))
        {
            var at = token.Start;
            // What has wordings of its own is one thing: 主体责任 is not said by 主体 here and 责任 there.
            foreach (var part in synonyms.Of(token.Text).Count > 0 ? [token.Text] : segmenter.Parts(token.Text))
            {
                words.Add((part, at));
                at += part.Length;
            }
        }

        var telling = words.Where(word => word.Text.Length > 1 && !StopWords.Contains(word.Text)).ToList();
        var wordings = synonyms.FindAll(text).Where(place => IsBetweenWords(text, place)).ToList();
        return [.. (telling.Count > 0 ? telling : words)
            .DistinctBy(word => word.Text)
            .Select(word => new QueryWord(
                word.Text,
                [.. synonyms.Of(word.Text)
                    .Concat(wordings
                        .Where(place => place.Start <= word.Start
                            && place.Start + place.Length >= word.Start + word.Text.Length && place.Length > word.Text.Length)
                        .SelectMany(place => synonyms.Of(Slice(text, place))))
                    .Where(other => !other.Contains(word.Text, StringComparison.Ordinal))
                    .Distinct(StringComparer.Ordinal)
                    .Take(MostOthers)]))];
    }

    /// <summary>业务 within 企业务工 is no wording of its own: short ones must begin and end where words do.</summary>
    private bool IsBetweenWords(string text, (int Start, int Length) place)
    {
        if (place.Length > 3)
            return true;
        var (begins, ends) = (false, false);
        foreach (var token in segmenter.Cut(text))
        {
            begins |= token.Start == place.Start;
            ends |= token.Start + token.Text.Length == place.Start + place.Length;
        }

        return begins && ends;
    }

    private static string Slice(string text, (int Start, int Length) place) => text.Substring(place.Start, place.Length);

    private static string Replace(string text, (int Start, int Length) place, string other) =>
        string.Concat(text.AsSpan(0, place.Start), other, text.AsSpan(place.Start + place.Length));
}
