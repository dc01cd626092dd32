using System.Globalization;

namespace KnowledgeBase.Reports.Privacy;

/// <summary>Finds identity numbers, bank cards and mobile numbers among the digits of a text.</summary>
internal static class DigitNumbers
{
    private const int Fewest = 11;
    private const int ShortestCard = 16;
    private const int LongestCard = 19;
    private const int LongestWord = 5;

    private static readonly string[] RegionPrefixes =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50",
        "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ];

    // What issuers begin their numbers with: UnionPay, Visa, Mastercard, JCB, and the old debit cards of state banks.
    private static readonly string[] CardPrefixes =
        ["62", "4", "51", "52", "53", "54", "55", "356", "60", "65", "68", "69", "955", "9", "103"];

    private static readonly int[][] MobileGroups =
        [[11], [3, 4, 4], [3, 8], [7, 4], [4, 3, 4], [3, 3, 5], [3, 5, 3], [4, 4, 3], [3, 4, 2, 2]];

    private static readonly string[] CountryCodes = ["0086", "86"];

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>In order of place, none inside another.</summary>
    public static IEnumerable<PersonalNumber> In(string text)
    {
        foreach (var chain in DigitChain.In(text, Fewest))
        {
            for (var i = 0; i + Fewest <= chain.Count;)
            {
                var found = chain.MayBegin(i) && !HasCodeBefore(text, chain.PlaceOf(i)) ? At(text, chain, i) : null;
                if (found is var (number, next))
                    yield return number;
                else
                    next = i + 1;
                i = next;
            }
        }
    }

    private static (PersonalNumber Number, int Next)? At(string text, DigitChain chain, int first) =>
        Identity(text, chain, first) ?? OldIdentity(text, chain, first) ?? Card(text, chain, first) ?? Mobile(text, chain, first);

    private static (PersonalNumber, int)? Identity(string text, DigitChain chain, int first)
    {
        const int Body = 17;
        if (first + Body > chain.Count || !IsRegion(chain.Digits.AsSpan(first)) || !IsDate(chain.Digits.AsSpan(first + 6, 8), "yyyyMMdd"))
            return null;

        // The check digit is a digit of the chain, or an X behind it.
        var last = first + Body < chain.Count ? chain.PlaceOf(first + Body) : -1;
        var (check, next) = last >= 0 && chain.MayEnd(first + Body + 1) ? (chain.Digits[first + Body], first + Body + 1) : ('\0', 0);
        var x = NextSign(text, chain.PlaceOf(first + Body - 1) + 1);
        if (chain.MayEnd(first + Body) && x < text.Length && Glyphs.Fold(text[x]) is 'X' or 'x')
            (check, last, next) = ('X', x, first + Body);
        if (next == 0
            || (check != CheckDigit(chain.Digits.AsSpan(first, Body)) && !NumberContexts.Says("identity", text, chain.PlaceOf(first))))
            return null;
        return (Number(PersonalNumberKind.IdentityNumber, chain.PlaceOf(first), last), next);
    }

    /// <summary>Without a check digit, so the words before it have to say what it is.</summary>
    private static (PersonalNumber, int)? OldIdentity(string text, DigitChain chain, int first)
    {
        const int Length = 15;
        return first + Length <= chain.Count && chain.MayEnd(first + Length) && IsRegion(chain.Digits.AsSpan(first))
            && IsDate(string.Concat("19", chain.Digits.AsSpan(first + 6, 6)), "yyyyMMdd")
            && NumberContexts.Says("identity", text, chain.PlaceOf(first))
            ? (Number(PersonalNumberKind.IdentityNumber, chain.PlaceOf(first), chain.PlaceOf(first + Length - 1)), first + Length)
            : null;
    }

    private static (PersonalNumber, int)? Card(string text, DigitChain chain, int first)
    {
        for (var length = LongestCard; length >= ShortestCard; length--)
        {
            var end = first + length;
            if (end > chain.Count
                || !chain.MayEnd(end)
                || !PassesLuhn(chain.Digits.AsSpan(first, length))
                || !IsCardGrouping(chain.Groups(first, length)))
                continue;
            var (from, to) = (chain.PlaceOf(first), chain.PlaceOf(end - 1));
            var isSaid = NumberContexts.Says("card", text, from);
            var isIssued = CardPrefixes.Any(prefix => chain.Digits.AsSpan(first).StartsWith(prefix));
            if ((isSaid || isIssued)
                && !IsCodeAfter(text, to + 1)
                && !NumberContexts.IsCode(text, from, to + 1)
                && !NumberContexts.IsAmount(text, to + 1))
                return (Number(PersonalNumberKind.BankCard, from, to), end);
        }

        return null;
    }

    private static (PersonalNumber, int)? Mobile(string text, DigitChain chain, int first)
    {
        const int Length = 11;
        var start = first;
        foreach (var code in CountryCodes)
        {
            if (chain.Digits.AsSpan(first).StartsWith(code))
                start = first + code.Length;
            if (start > first)
                break;
        }

        var end = start + Length;
        if (end > chain.Count || !chain.MayEnd(end) || chain.Digits[start] != '1' || chain.Digits[start + 1] < '3')
            return null;
        var groups = chain.Groups(start, Length);
        if (!MobileGroups.Any(known => known.SequenceEqual(groups)) && groups.Any(group => group > 1))
            return null;
        var (from, to) = (chain.PlaceOf(start), chain.PlaceOf(end - 1));
        var isPart = groups.Count == 1 && ((start == first && Joins(chain.GapBefore(first))) || Joins(chain.GapBefore(end)));
        return isPart || IsCodeAfter(text, to + 1) || NumberContexts.IsCode(text, from, to + 1) || NumberContexts.IsAmount(text, to + 1)
            ? null
            : (Number(PersonalNumberKind.MobileNumber, chain.PlaceOf(first), to), end);
    }

    /// <summary>Signs that make one code of what stands on both sides.</summary>
    private static bool Joins(DigitGap gap) => gap is DigitGap.Hyphen or DigitGap.Dot;

    private static PersonalNumber Number(PersonalNumberKind kind, int from, int to) => new(kind, from, to + 1 - from);

    /// <summary>Capitals right before digits make a code of them: HT20230105; TEL does not.</summary>
    private static bool HasCodeBefore(string text, int place)
    {
        var from = place;
        while (from > 0 && place - from <= LongestWord && char.IsAsciiLetterUpper(Glyphs.Fold(text[from - 1])))
            from--;
        return from < place
            && string.Concat(text[from..place].Select(Glyphs.Fold)) is not ("TEL" or "T" or "M" or "MOB" or "PHONE" or "ID" or "QQ");
    }

    /// <summary>Letters right behind digits make a code of them, as in a checksum.</summary>
    private static bool IsCodeAfter(string text, int end) => end < text.Length && char.IsAsciiLetter(Glyphs.Fold(text[end]));

    private static bool IsRegion(ReadOnlySpan<char> digits)
    {
        foreach (var prefix in RegionPrefixes)
            if (digits.StartsWith(prefix))
                return true;
        return false;
    }

    private static bool IsDate(ReadOnlySpan<char> digits, string format) =>
        DateOnly.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1890 and <= 2100;

    /// <summary>GB 11643: the weighted sum modulo 11 names the last sign.</summary>
    private static char CheckDigit(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (body[i] - '0') * Weights[i];
        return "10X98765432"[sum % 11];
    }

    /// <summary>ISO/IEC 7812: every second digit from the right counts double.</summary>
    private static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
                value = value > 4 ? (2 * value) - 9 : 2 * value;
            sum += value;
        }

        return sum % 10 == 0 && digits.ContainsAnyExcept('0');
    }

    private static bool IsCardGrouping(List<int> groups) =>
        groups.Count == 1
        || groups.TrueForAll(group => group == 1)
        || (groups.SkipLast(1).All(group => group == 4) && groups[^1] <= 4)
        || groups is [6, _];

    private static int NextSign(string text, int at)
    {
        while (at < text.Length && (Glyphs.IsInvisible(text[at]) || Glyphs.IsBlank(text[at]) || Glyphs.IsLineEnd(text[at])))
            at++;
        return at;
    }
}
