using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>
/// Anti-copy noise: short runs of random signs between the lines, under a class of its own. A class is noise when all
/// its elements hold such runs, none like another, and there are several.
/// </summary>
internal static class NoiseElements
{
    private const int LeastElements = 3;

    public static HashSet<IElement> Find(IElement body)
    {
        var noise = new HashSet<IElement>();
        var groups = body.QuerySelectorAll("font, span, i, em, b, label, small, sub, sup, u, s, p, div")
            .Where(e => !string.IsNullOrEmpty(e.ClassName) && !string.IsNullOrWhiteSpace(e.TextContent))
            .GroupBy(e => (e.LocalName, e.ClassName));
        foreach (var group in groups)
        {
            // The one class that all forums of a widespread make use.
            var known = group.Key.ClassName == "jammer";
            var texts = group.Select(e => e.TextContent.Trim()).ToList();
            if (known || (
                texts.Count >= LeastElements && texts.Distinct(StringComparer.Ordinal).Count() == texts.Count && texts.All(IsRandom)))
                noise.UnionWith(group);
        }

        return noise;
    }

    /// <summary>Letters of both cases, digits and signs by turns, no Chinese: no word, number, date or address looks so.</summary>
    private static bool IsRandom(string text)
    {
        if (text.Length < 5 || text.Length > 200)
            return false;
        int runs = 0, last = -1, seen = 0, counted = 0;
        foreach (var c in text)
        {
            if (c == ' ')
                continue;
            if (c is < '!' or > '~')
                return false;
            var kind = char.IsAsciiLetterLower(c) ? 0 : char.IsAsciiLetterUpper(c) ? 1 : char.IsAsciiDigit(c) ? 2 : 3;
            seen |= 1 << kind;
            counted++;
            if (kind != last)
                runs++;
            last = kind;
        }

        return System.Numerics.BitOperations.PopCount((uint)seen) >= 3 && counted <= runs * 2.2;
    }
}
