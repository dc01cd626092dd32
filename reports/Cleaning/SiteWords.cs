namespace KnowledgeBase.Reports.Cleaning;

/// <summary>Words that sites and channels call themselves by.</summary>
internal static class SiteWords
{
    private static readonly string[] Words = ["文秘", "文库", "素材", "范文", "笔杆", "写手", "秘书", "公众号", "资料库", "材料库", "公文", "文稿", "写作", "老秘", "文档", "代笔", "稿件", "文案", "笔记", "材料铺", "材料帮", "资源网"];

    // What offices call their own: 电网, 管网, 互联网, 政府网.
    private const string OfOffices = "电管路联官府水专内外天气热城河骨警法渔人民安监";

    /// <summary>Whether a string is the name of such a site by its own words.</summary>
    public static bool AreIn(string name) => name.Length is >= 3 and <= 12 && (Array.Exists(Words, word => name.Contains(word, StringComparison.Ordinal)) || (name[^1] == '网' && !OfOffices.Contains(name[^2], StringComparison.Ordinal) && !name.Contains("政府", StringComparison.Ordinal)));
}
