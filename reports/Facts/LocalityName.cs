using System.Buffers;
using KnowledgeBase.Reports.Language.Gazetteer;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The names of localities before a unit's: 青山县|审计局, ××县|审计局, 湖北省荆州市|沙市中学.</summary>
internal static class LocalityName
{
    private const string Levels = "省市县区州旗盟镇乡";
    private const int LongestName = 4;
    private const int LongestKnown = 15;

    private static readonly SearchValues<char> Boundaries = SearchValues.Create(
        "年度月日_-—是任在由与和及对向为以把将经被据代表于给从到因按照请让受我，。、：；！？“”《》（）()【】 　\n\t,:");

    /// <summary>Where the localities before a unit's name begin; its own offset where none stands before it.</summary>
    public static int StartBefore(string text, int offset, int start)
    {
        var from = KnownBefore(text, offset, start);
        if (from == offset && offset < text.Length && Levels.Contains(text[offset], StringComparison.Ordinal))
        {
            // 「桃江县委」: the level belongs to the locality and to the unit's name alike.
            var known = KnownBefore(text, offset + 1, start);
            from = known <= offset ? known : UnknownBefore(text, offset, start);
        }

        while (from > start)
        {
            var next = KnownBefore(text, from, start);
            if (next == from && Levels.Contains(text[from - 1], StringComparison.Ordinal))
                next = UnknownBefore(text, from - 1, start);

            if (next >= from)
                break;

            from = next;
        }

        return from;
    }

    /// <summary>Where a unit's own name begins before its kind: 青溪县第一|小学; the offset itself where it has none that is sure.</summary>
    public static int NameBefore(string text, int offset, int start)
    {
        const int LongestOwnName = 12;
        var from = offset;
        while (from > start && offset - from < LongestOwnName
            && IsNameCharacter(text, from - 1, start) && !Boundaries.Contains(text[from - 1]))
            from--;

        var isSure = from == start || Boundaries.Contains(text[from - 1]);
        var isName = offset - from is >= 1 and < LongestOwnName && !"全各本该其某".Contains(text[from], StringComparison.Ordinal);
        return isSure && isName ? from : offset;
    }

    private static bool IsNameCharacter(string text, int at, int start) =>
        Characters.IsHan(text[at]) || text[at] == 'X' || (text[at] is '（' or '）' && at > start);

    /// <summary>The beginning of the longest name of the gazetteer that ends at an offset.</summary>
    private static int KnownBefore(string text, int end, int start)
    {
        for (var from = Math.Max(start, end - LongestKnown); from <= end - 2; from++)
            if (LocalityTable.Instance.At(text.AsSpan(from, end - from), shortNames: true) is { } match && match.Length == end - from)
                return from;

        return end;
    }

    /// <summary>The beginning of the name whose last character is a level's; that character's own offset where no name is sure.</summary>
    private static int UnknownBefore(string text, int level, int start)
    {
        var at = level;
        while (at > start && text[at - 1] is '×' or 'X' or 'x' or '*' or '＊' or '某' or 'Ⅹ' or '○' or '_')
            at--;

        if (at < level)
            return at;

        for (var length = 1; length <= LongestName && level - length >= start; length++)
        {
            var begin = level - length;
            if (!Characters.IsHan(text[begin]) || Boundaries.Contains(text[begin]))
                break;

            if (length == 1)
                continue;

            if (begin == start || Boundaries.Contains(text[begin - 1]) || Levels.Contains(text[begin - 1], StringComparison.Ordinal))
                return begin;
        }

        return level;
    }
}
