using System.Text.RegularExpressions;

namespace KnowledgeBase.Web.Viewing;

/// <summary>What a writer reads of the evidence for and against words of a report.</summary>
public static partial class CleaningWords
{
    /// <summary>Why words are doubted.</summary>
    /// <param name="rule">The rule that doubts them.</param>
    /// <param name="reason">The rule's own words, of which names and counts are taken over.</param>
    public static string Evidence(string rule, string reason)
    {
        switch (rule)
        {
            case "spliced-name" when Spliced().Match(reason) is { Success: true } match:
                var sign = match.Groups[2].Value switch
                {
                    "no seller named it" => "没有广告提到它",
                    "its words are a shop's" => "用的是卖材料的网站常用的字眼",
                    "a mark that was cut names it" => "清理掉的标记里有它",
                    "it names a channel in the middle of a word" => "夹在词语中间，前面写着公众号一类的字样",
                    _ => "文件里的广告提到它",
                };
                return $"「{match.Groups[1].Value}」像是插进正文的网站名：在 {match.Groups[3].Value} 处与前后文接不上，{sign}。";

            case "copy-vote":
                return "别的网站上的同一篇报告在这里都没有这几个字。";

            case "source-bracket":
                return "括号里像是写明转自哪个网站的话，也可能是报告自己注的出处。";

            case "advertising-sentence":
                return "像是招揽读者的话，但没有写联系方式。";

            default:
                return $"{PlainWords.Rule(rule)}，把握不够，没有去掉。";
        }
    }

    /// <summary>What came of a decision; null where the address says nothing of one.</summary>
    public static string? Done(string? done) => done switch
    {
        "read" => "已按您的意思重新读过。",
        "later" => "已记下，正在重新读，稍后就能看到。",
        _ => null,
    };

    /// <summary>Why a decision was not taken; null where the address says nothing of one.</summary>
    public static string? Refused(string? refused) => refused switch
    {
        null => null,
        "wrong" => "没有改：这一处已经不在清理记录里了，请看现在的记录。",
        "cut" => "没有改：要去掉的文字至少三个字，要在这份报告里，也不能是大半份报告。",
        "everywhere" => "没有改：在所有文件里都去掉的，只能是一行以内的文字。",
        "kind" => "没有改：标记的种类不对。",
        "text" => "没有改：标记要写成一行，三到二百个字。",
        _ => "没有改：给的文字不对。",
    };

    /// <summary>How sure the cleaning of a file is.</summary>
    public static string Confidence(double? confidence) => confidence switch
    {
        null => "",
        >= 1 => "没有疑问",
        _ => $"{Math.Min(99, Math.Round(confidence.Value * 100))}%",
    };

    [GeneratedRegex(
        "^「(.+?)」: (.*); ([0-9]+) different places where no word can stand$", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Spliced();
}
