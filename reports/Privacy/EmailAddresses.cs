namespace KnowledgeBase.Reports.Privacy;

/// <summary>Finds e-mail addresses: full width, with blanks around the sign, broken over two lines.</summary>
internal static class EmailAddresses
{
    private const int MostBlanks = 2;
    private const int ShortestTop = 2;
    private const int LongestTop = 6;

    // RFC 5321 allows 64 and 255; bounds keep a line of a million letters cheap.
    private const int LongestLocal = 100;
    private const int LongestDomain = 255;

    public static IEnumerable<PersonalNumber> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (Glyphs.Fold(text[at]) != '@' || DomainEnd(text, at + 1) is not { } end || LocalStart(text, at) is not { } start)
                continue;
            yield return new PersonalNumber(PersonalNumberKind.EmailAddress, start, end - start);
            at = end - 1;
        }
    }

    private static int? LocalStart(string text, int sign)
    {
        var at = SkipBack(text, sign);
        var start = at;
        while (start > 0 && at - start < LongestLocal && (IsLocal(text[start - 1]) || Glyphs.IsInvisible(text[start - 1])))
            start--;
        if (start == at)
            return null;

        // A name that begins a line may have begun at the end of the line before.
        var above = SkipBack(text, start);
        if (above < start && text.AsSpan(above, start - above).Contains('\n') && above > 0 && IsLocal(text[above - 1]))
        {
            start = above;
            while (start > 0 && above - start < LongestLocal && IsLocal(text[start - 1]))
                start--;
        }

        while (start < at && !char.IsAsciiLetterOrDigit(Glyphs.Fold(text[start])))
            start++;
        return start < at ? start : null;
    }

    private static int? DomainEnd(string text, int from)
    {
        var at = from;
        var blanks = 0;
        var lines = 0;
        while (at < text.Length && (Glyphs.IsBlank(text[at]) || Glyphs.IsLineEnd(text[at]) || Glyphs.IsInvisible(text[at])))
        {
            lines += text[at] == '\n' ? 1 : 0;
            blanks += Glyphs.IsBlank(text[at]) ? 1 : 0;
            at++;
        }

        if (lines > 1 || (lines == 0 && blanks > MostBlanks))
            return null;
        var domain = "";
        var end = at;
        var hasBroken = lines > 0;
        for (; at < text.Length && domain.Length <= LongestDomain; at++)
        {
            if (Glyphs.IsInvisible(text[at]))
                continue;
            if (IsDomain(text, at, domain))
            {
                domain += text[at] == '。' ? '.' : Glyphs.Fold(text[at]);
                end = at + 1;
            }
            else if (!hasBroken && Glyphs.IsLineEnd(text[at]) && Continues(text, at, domain) is { } next)
            {
                (hasBroken, at) = (true, next - 1);
            }
            else
            {
                break;
            }
        }

        for (; domain.EndsWith('.') || domain.EndsWith('-'); domain = domain[..^1])
            end--;
        return IsComplete(domain) ? end : null;
    }

    /// <summary>Where a domain goes on in the next line: it is not complete yet, or the next line begins with its next dot.</summary>
    private static int? Continues(string text, int at, string domain)
    {
        while (at < text.Length && (Glyphs.IsLineEnd(text[at]) || Glyphs.IsBlank(text[at])))
            at++;
        return at < text.Length
            && (Glyphs.Fold(text[at]) == '.' || (!IsComplete(domain) && char.IsAsciiLetterOrDigit(Glyphs.Fold(text[at]))))
            ? at
            : null;
    }

    private static bool IsComplete(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length > 1
            && labels.All(label => label.Length > 0)
            && labels[^1].Length is >= ShortestTop and <= LongestTop
            && labels[^1].All(char.IsAsciiLetter);
    }

    private static int SkipBack(string text, int from)
    {
        var at = from;
        var blanks = 0;
        while (at > 0
            && (Glyphs.IsInvisible(text[at - 1]) || Glyphs.IsLineEnd(text[at - 1]) || (Glyphs.IsBlank(text[at - 1]) && blanks++ < 12)))
            at--;
        return text.AsSpan(at, from - at).Count('\n') > 1 || (!text.AsSpan(at, from - at).Contains('\n') && blanks > MostBlanks)
            ? from
            : at;
    }

    private static bool IsLocal(char c) =>
        Glyphs.Fold(c) is var folded && (char.IsAsciiLetterOrDigit(folded) || folded is '.' or '_' or '%' or '+' or '-');

    private static bool IsDomain(string text, int at, string domain)
    {
        var c = Glyphs.Fold(text[at]);
        return char.IsAsciiLetterOrDigit(c)
            || (domain.Length > 0 && c is '.' or '-')
            || (text[at] == '。' && domain.Length > 0 && at + 1 < text.Length && char.IsAsciiLetter(Glyphs.Fold(text[at + 1])));
    }
}
