namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Words that sites and channels call themselves by.</summary>
internal static class SiteWords
{
    private static readonly string[] Words = [
        "文秘", "文库", "素材", "范文", "笔杆", "写手", "秘书", "公众号", "资料库", "材料库", "公文", "文稿", "写作", "老秘", "文档", "代笔", "稿件", "文案", "材料铺", "材料帮", "资源网"];

    // What comes before 网, 库 or 社 in the name of one that sells writing.
    private static readonly string[] Shops = ["文秘", "老秘", "秘书", "公文", "素材", "材料", "范文", "文稿", "写稿", "写作", "资料", "文档", "笔杆", "笔杆子", "写手"];

    // What offices call their own: 电网, 管网, 互联网, 政府网.
    private const string OfOffices = "电管路联官府水专内外天气热城河骨警法渔人民安监";

    /// <summary>Whether a string is the name of such a site by its own words.</summary>
    public static bool IsSiteName(string name) =>
        name.Length is >= 3 and <= 12
            && (Array.Exists(Words, word => name.Contains(word, StringComparison.Ordinal))
            || (name[^1] == '网' && !OfOffices.Contains(name[^2], StringComparison.Ordinal)
            && !name.Contains("政府", StringComparison.Ordinal)));

    /// <summary>Places after words that a site's name ends with, where the text goes on in Chinese.</summary>
    public static IEnumerable<int> Ends(string text)
    {
        for (var i = 3; i + 1 < text.Length; i++)
            if (Characters.IsHan(text[i + 1]) && IsEnd(text, i))
                yield return i + 1;
    }

    private static bool IsEnd(string text, int last) =>
        text[last] is '网' or '库' or '吧' or '坛' or '社' or '圈' && EndsWithShop(text.AsSpan(0, last));

    private static bool EndsWithShop(ReadOnlySpan<char> text)
    {
        foreach (var shop in Shops)
        {
            if (text.EndsWith(shop))
                return true;
        }

        return false;
    }
}
