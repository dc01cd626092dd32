using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>What a line looks like, judged by its form alone.</summary>
internal static class LineLook
{
    private static readonly Regex Numbered = new(
        @"^(?:[一二三四五六七八九十百]{1,3}[、.．:]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十百0-9]{1,3}[部章节条篇,，、]|[0-9]{1,2}[、.](?:[^0-9]|$)|\([0-9]{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}是|首先|其[一二三四次]|——)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex TitleEnd = new(
        @"(?:报告|总结|清单|材料|讲话|方案|计划|要点|汇报|发言|提纲|发言稿|讲话稿|述职|述廉|意见|通知|体会|情况|致辞|剖析|检查|规划|办法|纪要|简报|交流|经验)(?:[0-9一二三四五六七八九十]{1,2}|\([^()]{1,12}\)|稿)*[”》\x22]?(?:\([^()]{1,12}\))?$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Begins with a number as headings and items do.</summary>
    public static bool IsNumbered(string folded) => Numbered.IsMatch(folded.AsSpan(0, Math.Min(12, folded.Length)));

    /// <summary>Ends as the title of a report does.</summary>
    public static bool IsTitle(string folded) =>
        folded.Length is >= 4 and <= 60 && folded.AsSpan().IndexOfAny('。', '!', ';') < 0 && TitleEnd.IsMatch(folded);

    /// <summary>A sentence of a report: with the full stop that advertisements leave out, or numbered.</summary>
    public static bool IsBody(string folded) =>
        IsNumbered(folded) || (folded.Length >= 18 && folded.IndexOf('。', 12) > 0);
}
