using System.Collections.Frozen;

namespace KnowledgeBase.Web.Viewing;

/// <summary>What a writer reads in place of the names of rules and codes, which programs read.</summary>
public static class PlainWords
{
    private static readonly FrozenDictionary<string, string> Rules = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["known-mark"] = "已知网站的标记",
        ["learned-mark"] = "从多份文件学到的标记",
        ["spliced-name"] = "插进正文的网站名",
        ["copy-vote"] = "只有这一份有、别处的同一篇报告都没有的字样",
        ["spliced-contact"] = "插进正文的联系方式",
        ["web-address"] = "网址",
        ["page-link"] = "网页四周的字样",
        ["advertising-line"] = "广告行",
        ["advertising-block"] = "成段广告",
        ["advertising-sentence"] = "广告语句",
        ["forum-noise"] = "论坛的防复制干扰",
        ["page-number"] = "页码",
        ["page-break"] = "分页",
        ["running-head"] = "每页重复的页眉",
        ["html-navigation"] = "网页导航",
        ["html-related-links"] = "相关链接",
        ["html-footer"] = "网页页脚",
        ["html-sidebar"] = "网页侧栏",
        ["html-comments"] = "网友评论",
        ["html-tools"] = "网页工具条",
        ["html-profile"] = "作者栏",
        ["html-article-info"] = "文章信息栏",
        ["html-outside-article"] = "正文以外的部分",
        ["html-hidden"] = "看不见的文字",
        ["html-hidden-prose"] = "看不见的文字",
        ["html-hidden-open"] = "看不见的文字",
        ["html-noise"] = "防复制干扰",
        ["docx-header"] = "页眉",
        ["docx-footer"] = "页脚",
        ["docx-textbox"] = "文本框",
        ["docx-watermark"] = "水印",
        ["docx-hidden"] = "隐藏文字",
        ["docx-deleted"] = "修订中删去的文字",
        ["docx-placeholder"] = "没有填写的空白栏",
        ["docx-contents"] = "目录",
        ["format-furniture"] = "网页或版面上的字样",
        ["contents"] = "目录",
        ["hard-wrap"] = "折行",
        ["paywall"] = "付费开关",
        ["disguised-name"] = "拆开写的网站名",
        ["invisible"] = "看不见的字符",
        ["title-label"] = "标题前后的字样",
        ["invitation"] = "招揽读者的话",
        ["source-bracket"] = "写明转自哪里的括号",
        ["layout"] = "缩进与空行",
        ["collection-cover"] = "合集的总题目",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["empty"] = "文件是空的，或者去掉标记后什么也没有",
        ["no-text"] = "里面没有文字，可能是扫描件",
        ["link"] = "是链接，只读文件夹里的文件",
        ["too-large"] = "文件太大",
        ["too-much-text"] = "文字太多",
        ["line-too-long"] = "有一行太长",
        ["binary"] = "不是文字，也不是认识的格式",
        ["unsupported"] = "这种格式读不了",
        ["encoding"] = "认不出文字编码",
        ["encrypted"] = "文件加了密",
        ["damaged"] = "文件损坏或不完整",
        ["zip-bomb"] = "压缩包展开后太大",
        ["zip-lying-size"] = "压缩包里写的大小与实际不符",
        ["zip-duplicate-entry"] = "压缩包里有重名的文件",
        ["zip-unsafe-name"] = "压缩包里有不安全的文件名",
        ["zip-too-many-entries"] = "压缩包里文件太多",
        ["unsafe-xml"] = "文件里有不安全的声明",
        ["too-deep"] = "文件嵌套太深",
        ["too-many-elements"] = "网页元素太多",
        ["converter-missing"] = "没有安装这种格式的转换程序",
        ["converter-timeout"] = "转换超时",
        ["converter-failed"] = "转换没有成功",
        ["secret"] = "标有密级或不得外传，不收进来",
        ["refused"] = "已下架，不再收进来",
        ["unreadable"] = "文件打不开",
        ["internal"] = "程序出了差错，日志里有记录",
        ["not-indexable"] = "文字没法收进索引",
        ["importer-ended"] = "几次都没有读完，先放在一边",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is wrong with a parameter of an address.</summary>
    public static string ParameterError(string message) => message switch
    {
        "is not a parameter of this address" => "不是这里的条件",
        "is given more than once" => "只能给一次",
        _ when message.StartsWith("is longer than ", StringComparison.Ordinal) => "太长了",
        _ when message.Contains(" is not a whole number from ", StringComparison.Ordinal) => message
            .Replace(" is not a whole number from ", " 不是整数，应在 ", StringComparison.Ordinal)
            .Replace(" to ", " 到 ", StringComparison.Ordinal) + " 之间",
        _ when message.Contains(" is none of ", StringComparison.Ordinal) =>
            message.Replace(" is none of ", " 不对，可以是 ", StringComparison.Ordinal),
        _ when message.Contains(" is not ", StringComparison.Ordinal) =>
            message[..message.IndexOf(" is not ", StringComparison.Ordinal)] + " 不认识",
        _ => message,
    };

    /// <summary>A cleaning rule.</summary>
    public static string Rule(string rule) => Rules.GetValueOrDefault(rule, "不是报告的文字");

    /// <summary>What a person should know about a reading. Quoted words of the message are taken over.</summary>
    public static string Note(string code, string message)
    {
        var quoted = message.IndexOf('「') is var start and >= 0 && message.IndexOf('」', start) is var end and > 0
            ? message[start..(end + 1)]
            : "";
        return code switch
        {
            "year-clash" => $"年份有出入：正文里写的是{quoted}。",
            "title-outside" => "正文里没有像标题的一行，标题取自文件名或开头的话。",
            "correction-unused" => "有一条更正用不上：文件里没有那么多份报告。",
            "copy-lost" => "别处的同一篇报告在这里还有文字，这一份没有。",
            "wrong-bytes" => "有的字节不成字，用 \uFFFD 代替了。",
            "converted" => "由转换程序转成文字后读的。",
            "html-hidden-open" => "网页里有隐藏的部分没有结尾，当作正文读了。",
            _ => Codes.GetValueOrDefault(code) is { } words ? words + "。" : "读这份文件时有一处要留意，日志里有记录。",
        };
    }

    /// <summary>What a person can do about a failure; empty where there is nothing to do.</summary>
    public static string Advice(string? code) => code switch
    {
        "no-text" => "扫描件要先用文字识别软件转成文字。",
        "encrypted" => "去掉密码另存一份再交。",
        "converter-missing" => "在这台机器上装 LibreOffice 或 poppler 后会自动再读，也可以另存为 docx 或 txt。",
        "unsupported" or "binary" => "另存为 docx、txt 或 pdf 再交。",
        "encoding" => "用记事本打开，另存为 UTF-8。",
        "damaged" or "zip-lying-size" or "zip-duplicate-entry" => "重新下载，或用办公软件打开后另存。",
        "too-large" or "too-much-text" or "line-too-long" or "zip-bomb" or "zip-too-many-entries" => "拆成小一些的文件。",
        "unreadable" => "看看文件的权限，或是否正被别的程序占用。",
        "link" => "把文件本身放进文件夹。",
        _ => "",
    };

    /// <summary>Why no material is taken in at the moment, and what can be done about it.</summary>
    public static string Pause(string code) => code switch
    {
        "index_locked" => "另一个程序正在往这个索引里收材料；它停下后，这里会自己接着收。",
        "index_damaged" => "索引有一部分损坏。请运行 indexer rebuild 重建索引，然后重新启动。",
        "disk_refused" => "磁盘写不进去，多半是满了；腾出空间后会自己接着收，已交的不会丢。",
        "corpus_missing" =>
            "材料文件夹不见了或是空的，可能是磁盘没有挂上；回来后会自己接着收。如果是有意清空的，请加上 --Corpus:AllowEmpty true 启动一次。",
        _ => "程序出了差错，日志里有记录；过几秒会自己再试。",
    };

    /// <summary>Why a request was not answered.</summary>
    public static string Error(string code) => code switch
    {
        "still_computing" => "材料正在整理，过一会儿再来看。",
        "database_unavailable" => "连不上数据库。检索照常，交材料和更正请过一会儿再试。",
        "search_timeout" => "这一次查得太久，停下了。换短一些的说法，或者加上条件再查。",
        "query_too_large" => "检索式太长或太复杂了，请写短一些。",
        "index_unavailable" => "索引现在用不了，日志里有原因。",
        "too_large" => "太大了：一次最多 64 MB。",
        "unsupported_media_type" => "请用页面上的表单交材料。",
        "storage" => "磁盘读不了或写不进去，日志里有原因。",
        _ => "看不懂这个请求，没有做任何改动。",
    };

    /// <summary>Whether trying again may help.</summary>
    public static bool MayPass(string? code) =>
        code is "unreadable" or "converter-missing" or "converter-timeout" or "converter-failed" or "internal";

    /// <summary>Why a file gives no report; null where nothing failed.</summary>
    public static string? Failure(string? code) => code is null ? null : Codes.GetValueOrDefault(code, "没有读成，日志里有原因");
}
