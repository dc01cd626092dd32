using System.Buffers;

namespace KnowledgeBase.Reports.Privacy;

/// <summary>Finds and masks what names one person: identity numbers, bank cards, mobile numbers, e-mail addresses, number plates.</summary>
public static class PersonalNumbers
{
    /// <summary>What stands in place of each character.</summary>
    public const char Mask = '*';

    private static readonly SearchValues<char> AsciiSigns = SearchValues.Create("0123456789@");

    /// <summary>Every personal number in a text, in order of place, none overlapping another.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPublic">Numbers that are left out.</param>
    public static IReadOnlyList<PersonalNumber> Find(string text, PublicNumbers? isPublic = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!MayHold(text))
            return [];
        var found = DigitNumbers.In(text).Concat(EmailAddresses.In(text)).Concat(NumberPlates.In(text))
            .Where(number => isPublic is null || !isPublic.Contains(text.AsSpan(number.Start, number.Length)))
            .OrderBy(number => number.Start).ThenByDescending(number => number.Length);
        var apart = new List<PersonalNumber>();
        foreach (var number in found)
        {
            if (apart.Count > 0 && number.Start < apart[^1].End)
                apart[^1] = apart[^1] with { Length = Math.Max(apart[^1].End, number.End) - apart[^1].Start };
            else
                apart.Add(number);
        }

        return apart;
    }

    /// <summary>
    /// The text with every personal number masked character for character: blanks and line ends stay, and so do all positions.
    /// </summary>
    public static string Masked(string text, PublicNumbers? isPublic = null) => Masked(text, Find(text, isPublic));

    /// <summary>The text with some numbers masked.</summary>
    public static string Masked(string text, IReadOnlyList<PersonalNumber> numbers)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(numbers);
        if (numbers.Count == 0)
            return text;
        return string.Create(text.Length, (text, numbers), static (masked, source) =>
        {
            source.text.CopyTo(masked);
            foreach (var number in source.numbers)
            {
                foreach (ref var c in masked.Slice(number.Start, number.Length))
                    c = char.IsWhiteSpace(c) ? c : Mask;
            }
        });
    }

    /// <summary>Quick: most texts hold neither a digit nor an @.</summary>
    private static bool MayHold(string text) =>
        text.AsSpan().ContainsAny(AsciiSigns)
            || text.Any(c => c > '\u0660' && Glyphs.Fold(c) is var folded && (folded == '@' || char.IsAsciiDigit(folded)));
}
