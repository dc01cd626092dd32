using System.Buffers;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Language;

/// <summary>Addresses of web sites in a folded text.</summary>
internal static class WebAddress
{
    private const string Ends = "com\\.cn|net\\.cn|org\\.cn|gov\\.cn|edu\\.cn|com|cn|net|org|cc|top|vip|club|xyz|site|shop|info|me|tv|co|"
        + "online|store|wang|ink|ltd|work|pro|fun|tech|asia|biz|la";
    private const string Pattern =
        "(?:https?://|https?:)?(?:(?:www[.。点·,])(?:[a-z0-9\\-]+[.。点·,])*|(?:[a-z0-9\\-]+\\.)*)[a-z0-9\\-]{2,}[.。点·](?:"
            + Ends + ")(?:/[a-z0-9_\\-./?=&%#~+:@!]*)?";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.%-");

    private static readonly Regex Address = new(Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string[] Official =
        ["gov.cn", "12377.cn", "12371.cn", "12388.gov.cn", "people.com.cn", "xinhuanet.com", "news.cn", "xuexi.cn", "edu.cn"];

    /// <summary>A stretch of a folded text that is an address, and the host in it.</summary>
    public readonly record struct Found(int Start, int Length, string Host);

    public static List<Found> Find(string folded)
    {
        var found = new List<Found>();
        foreach (var match in Address.EnumerateMatches(folded))
        {
            var text = folded.AsSpan(match.Index, match.Length);
            if (!text.ContainsAny("."))
                if (!text.StartsWith("www"))
                    continue;

            // 「增长4www.…」: digits before an address are the sentence's.
            var digits = text.StartsWith("www") || text.StartsWith("http") ? 0 : SentenceCharacters(text);
            if (match.Length - digits > 5)
                found.Add(new(match.Index + digits, match.Length - digits, HostOf(text[digits..].ToString())));
        }

        return found;
    }

    /// <summary>Whether an address belongs to an office, whose reports may well name it.</summary>
    public static bool IsOfficial(string host) => Official.Any(end => host == end || host.EndsWith("." + end, StringComparison.Ordinal));

    /// <summary>The length of an address that begins at a place, or 0.</summary>
    public static int StartsAt(string folded, int place)
    {
        if (place >= folded.Length || !char.IsAsciiLetterLower(folded[place]))
            return 0;

        foreach (var match in Address.EnumerateMatches(folded.AsSpan(place, Math.Min(80, folded.Length - place))))
            return match.Index == 0 ? match.Length : 0;

        return 0;
    }

    /// <summary>The length of an address that ends before a place, or 0.</summary>
    public static int EndsAt(string folded, int place)
    {
        var from = place;
        while (from > 0 && place - from < 80 && folded[from - 1] is > ' ' and <= '~')
            from--;

        if (place - from < 5)
            return 0;

        foreach (var match in Address.EnumerateMatches(folded.AsSpan(from, place - from)))
            if (from + match.Index + match.Length == place)
                return match.Length;

        return 0;
    }

    private static int SentenceCharacters(ReadOnlySpan<char> address)
    {
        var www = address.IndexOf("www.");
        return www > 0 && !address[..www].ContainsAny('/', '.') ? www : Math.Max(0, address.IndexOfAnyExcept(NumberCharacters));
    }

    private static string HostOf(string address)
    {
        var host = address.Replace('。', '.').Replace('点', '.').Replace('·', '.').Replace(',', '.');
        var scheme = host.IndexOf("://", StringComparison.Ordinal);
        host = scheme >= 0 ? host[(scheme + 3)..] : host;
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        var slash = host.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 ? host[..slash] : host;
    }
}
