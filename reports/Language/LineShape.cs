using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Language;

/// <summary>What a line looks like, judged by its form alone.</summary>
internal static class LineShape
{
    private static readonly Regex Numbered = new(
        @"^(?:[一二三四五六七八九十百]{1,3}[、.．:]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十百0-9]{1,3}[部章节条篇,，、]|[0-9]{1,2}[、.](?:[^0-9]|$)|\([0-9]{1,2}\)|"
            + @"[①-⑳]|[一二三四五六七八九十]{1,2}是|首先|其[一二三四次])",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex TitleEnd = new(
        @"(?:报告|总结|小结|盘点|自评|清单|材料|讲话|方案|计划|要点|汇报|发言|提纲|发言稿|讲话稿|述职|述廉|意见|通知|体会|情况|致辞|剖析|检查|纪要|简报|致辞|条例|规定|办法|细则|规则|法典|[^方办做用说想看写设宪]法|规划|公报|公告|"
            + @"决定|决议|要闻|白皮书|(?:总结|报告|情况)(?:和|及|与|暨)(?:[0-9]{4}年度?)?(?:的)?(?:工作)?(?:打算|思路|安排|设想))(?:[0-9一二三四五六七八九十]{1,2}|\([^()]{1,12}\)|"
            + @"稿)*[”》\x22]?(?:\([^()]{1,12}\))?$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Year = new("(?:19|20)[0-9]{2}年?", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex StrongEnd =
        new("报告|总结|述职|清单|对照检查|方案|讲话|计划|汇报", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Official = new(@"〔[0-9]{4}〕|文件$|^(?:中共|中国共产党)|(?:局|委|政府|厅|部|院|校|委员会|党组|党委|支部|公司|处|办|镇|乡|街道|社区|村)$|"
        + @"^(?:密|绝密|机密|秘密)|[0-9〇零一二三四五六七八九]{4}年.{1,4}月|^(?:各位|同志|尊敬)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Attached = new(
        "^(?:续表|附[表件图][0-9一二三四五六七八九十]{0,2}):?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Address = new(
        "^.{0,8}(?:各位(?:领导|代表|委员|评委|同志|同仁|来宾|老师|同学|家长|乡亲|村民|职工|党员|股东)|同志们|同学们|乡亲们|谢谢大家|谢谢各位)"
            + "[^。;]{0,16}[:!。,]?$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Speaks to those who hear the report, or thanks them: 「各位代表：」, 「谢谢大家！」.</summary>
    public static bool IsSalutation(string folded) => folded.Length <= 30 && Address.IsMatch(folded);

    /// <summary>Says that a table or an attachment follows, and nothing else.</summary>
    public static bool IsAttachmentLabel(string folded) => Attached.IsMatch(folded);

    /// <summary>Begins with a number as headings and items do.</summary>
    public static bool IsNumbered(string folded) => IsNumbered(folded.AsSpan());

    /// <inheritdoc cref="IsNumbered(string)"/>
    public static bool IsNumbered(ReadOnlySpan<char> folded) => Numbered.IsMatch(folded[..Math.Min(12, folded.Length)]);

    /// <summary>Ends as the title of a report does.</summary>
    public static bool IsTitle(string folded) =>
        folded.Length is >= 4 and <= 60 && folded.AsSpan().IndexOfAny('。', '!', ';') < 0 && TitleEnd.IsMatch(folded);

    /// <summary>How much a line that looks like a title tells: 「县财政局2023年工作总结」 more than 「党建材料」.</summary>
    public static int TitleWeight(string folded) =>
        !IsTitle(folded) ? 0 : 1 + (folded.Length >= 8 ? 1 : 0) + (Year.IsMatch(folded) ? 2 : 0) + (StrongEnd.IsMatch(folded) ? 1 : 0);

    /// <summary>Belongs to the head of an official paper: its number, its office, a date.</summary>
    public static bool IsOfficial(string folded) => Official.IsMatch(folded);

    /// <summary>A sentence of a report: with the full stop that advertisements leave out, or numbered.</summary>
    public static bool IsBody(string folded) =>
        IsNumbered(folded) || (folded.Length >= 18 && folded.IndexOf('。', 12) > 0);
}
