namespace KnowledgeBase.Reports.Facts;

/// <summary>The name of a place before a unit's: ××县, X市, 青山区.</summary>
internal static class LocalityName
{
    private const string Levels = "省市县区州旗盟镇乡";
    private const string Boundaries = "年度月日_-—是任在由与和及对向为以把将经被据代表于给从到因按照请让，。、：；！？“”《》（）()【】 　\n\t，,:";
    private const int LongestName = 4;

    /// <summary>Where the name of the unit's place begins, or the place itself where none stands before it.</summary>
    public static int StartBefore(string text, int place, int start)
    {
        // 「市政府」 and 「县委」 begin with their level themselves.
        var from = place < text.Length && Levels.Contains(text[place], StringComparison.Ordinal) ? LevelBefore(text, place, start) : place;
        while (from > start && Levels.Contains(text[from - 1], StringComparison.Ordinal) && LevelBefore(text, from - 1, start) is var name and >= 0)
            from = name;

        return from;
    }

    /// <summary>Where a unit's own name begins before its kind: 青溪县第一|小学, 石桥|街道党工委; the place itself where it has none that is sure.</summary>
    public static int NameBefore(string text, int place, int start)
    {
        const int LongestOwnName = 12;
        var from = place;
        while (from > start && place - from < LongestOwnName && (Characters.IsHan(text[from - 1]) || text[from - 1] is 'X' or '（' or '）' && from - 1 > start) && !Boundaries.Contains(text[from - 1], StringComparison.Ordinal))
            from--;

        var isSure = from == start || Boundaries.Contains(text[from - 1], StringComparison.Ordinal) || text[from - 1] == '\n';
        return isSure && place - from is >= 1 and < LongestOwnName && !"全各本该我其某".Contains(text[from], StringComparison.Ordinal) ? from : place;
    }

    /// <summary>The beginning of the name whose last character is a level's; that character's own place where no name is sure.</summary>
    private static int LevelBefore(string text, int level, int start)
    {
        var at = level;
        while (at > start && text[at - 1] is '×' or 'X' or 'x' or '*' or '＊' or '某' or 'Ⅹ' or '○' or '_')
            at--;

        if (at < level)
            return at;

        for (var length = 2; length <= LongestName && level - length >= start; length++)
        {
            var begin = level - length;
            if (!Characters.IsHan(text[begin]) || Boundaries.Contains(text[begin], StringComparison.Ordinal))
                break;

            if (begin == start || Boundaries.Contains(text[begin - 1], StringComparison.Ordinal) || Levels.Contains(text[begin - 1], StringComparison.Ordinal))
                return begin;
        }

        return level;
    }
}
