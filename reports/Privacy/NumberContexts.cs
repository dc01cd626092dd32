using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Privacy;

/// <summary>What the words before a number say about it.</summary>
internal static class NumberContexts
{
    private const int Reach = 15;
    private const int NearReach = 6;

    /// <summary>Units after digits that make them an amount.</summary>
    private static readonly string[] Units =
    [
        "元", "万", "亿", "千", "百", "吨", "斤", "公斤", "公里", "公顷", "平方", "立方", "米", "㎡", "度", "个", "人", "次", "户", "条", "件",
        "篇", "亩", "瓦", "份", "％", "%", "例", "台", "套", "株", "头", "只",
    ];

    private static readonly Lazy<ILookup<string, string>> Words = new(() => DataFile.Lines("number-contexts.txt")
        .Select(line => line.Split('\t'))
        .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal));

    /// <summary>Whether a word of a kind stands shortly before a place, in the same sentence.</summary>
    public static bool Says(string kind, string text, int place)
    {
        var before = Before(text, place, Reach);
        return Words.Value[kind].Any(word => before.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Whether the words right before a number make it a code of something: 工单编号：, 第…号.</summary>
    public static bool IsCode(string text, int place, int end)
    {
        var before = Before(text, place, NearReach);
        if (before.EndsWith('第') && end < text.Length && text[end] == '号')
            return true;
        var code = Last("code", before);
        return code >= 0 && code >= Last("phone", before) && code >= Last("card", before) && code >= Last("identity", before);
    }

    /// <summary>Whether digits that end at a place are an amount: a unit or decimals follow.</summary>
    public static bool IsAmount(string text, int end)
    {
        while (end < text.Length && (Glyphs.IsBlank(text[end]) || Glyphs.IsInvisible(text[end])))
            end++;
        return Units.Any(unit => text.AsSpan(end).StartsWith(unit));
    }

    private static int Last(string kind, string before) =>
        Words.Value[kind].Select(word => before.LastIndexOf(word, StringComparison.Ordinal) is >= 0 and var at ? at + word.Length : -1)
            .DefaultIfEmpty(-1).Max();

    private static string Before(string text, int place, int reach)
    {
        var from = Math.Max(0, place - reach);
        var stop = text.LastIndexOfAny(['。', '；', '！', '？'], Math.Max(0, place - 1), Math.Max(0, place - from));
        return text[(stop < 0 ? from : stop + 1)..place];
    }
}
