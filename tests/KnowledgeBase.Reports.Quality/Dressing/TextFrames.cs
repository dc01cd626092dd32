namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>What stands around a text that was saved from a page as plain text. The frames of the two halves share no line.</summary>
internal static class TextFrames
{
    public static readonly string[] Dev = ["portal-text", "forum-text", "wechat-text"];
    public static readonly string[] Held = ["bulletin-text", "board-text", "library-text"];

    /// <summary>Lines before and after the document's own, and what to put between them.</summary>
    public static (string[] Before, string[] After) Of(string frame, CleanText text, Random random)
    {
        var (place, unit, title) = (text.Place, text.Unit, text.Title);
        var minute = random.Next(10, 60);
        var other = random.Next(2) == 0 ? $"{place}2024年重点项目建设推进会召开" : $"{place}召开全面从严治党工作会议";
        return frame switch
        {
            "portal-text" => (
                [$"当前位置：首页 > {place}人民政府 > 政务公开 > 工作报告", $"{title}",
                    $"发布时间：2024-01-{minute / 2} 09:{minute}　来源：{unit}　浏览次数：{minute}32", "【字体：大 中 小】 打印 关闭 分享到："],
                ["【打印本页】 【关闭窗口】", $"上一篇：{other}", $"下一篇：{place}人民政府关于印发2024年工作要点的通知", $"主办：{place}人民政府办公室　承办：{place}大数据中心",
                    "网站标识码：3609220001  赣ICP备05004262号-1  赣公网安备 36092202000018号", "联系我们 | 网站地图 | 隐私声明"]),
            "forum-text" => (
                ["帖子 | 主题 | 搜索 | 帮助", $"查看: {minute}17 | 回复: {minute % 9}", $"{title} [复制链接]",
                    "楼主", $"发表于 2023-12-{minute / 3} 21:{minute} | 只看该作者 | 倒序浏览"],
                ["收藏 评分 分享", "举报 使用道具", $"回复 | 支持 | 反对 | 楼主热帖：{other}", "您需要登录后才可以回帖 登录 | 立即注册",
                    "Powered by Discuz! X3.4 © 2001-2023 Comsenz Inc."]),
            "wechat-text" => (
                [title, $"原创 {unit} {place}发布 2024-01-1{minute % 10} 18:{minute} 发表于{place}", "点击上方蓝字 关注我们"],
                ["— END —", $"来源：{unit}", $"编辑：{place}融媒体中心", "阅读 1.2万  赞 128  在看 56", "写留言", "微信扫一扫 关注该公众号"]),
            "bulletin-text" => (
                [$"您的位置：{place}政府网>>信息公开>>法定主动公开内容>>规划计划", "索 引 号：000014349/2024-00112", $"发布机构：{unit}",
                    $"发文日期：2024年1月{minute / 2}日", $"名　　称：{title}", "有 效 性：有效", title, "字号：[ 大 中 小 ] 扫一扫在手机打开当前页"],
                [$"责任编辑：{unit}信息科", "【我要纠错】 【收藏】 【回到顶部】", $"相关稿件", $"· {other}", $"· 图解：一图读懂{title}",
                    $"版权所有：{place}人民政府　地址：{place}行政中心　邮编：336100", "建议使用1024×768分辨率 IE9.0以上浏览器访问"]),
            "board-text" => (
                [$"论坛首页 › 机关文稿 › 述职总结 › 查看主题", $"[总结] {title}",
                    $"作者：lj_{minute}88　　时间：2022-11-{minute / 3} 08:{minute}:12　点击：{minute}56　回复：{minute % 7}", "第1楼"],
                ["顶(12) 踩(0)", "本帖最后由 admin 于 2022-11-30 编辑", "共 1 页 1", $"热门主题：{other}", "返回列表 发新帖",
                    "GMT+8, 2022-12-1 10:21 , Processed in 0.038 second(s), 12 queries ."]),
            "library-text" => (
                ["首页 / 办公文档 / 工作总结 / 查看文档", $"{title}.doc",
                    $"上传人：u{minute}0233　上传时间：2023-06-{minute / 2}　格式：DOC　页数：{minute % 8 + 2}　大小：{minute}.5KB", "下载文档 收藏 分享 举报 版权申诉"],
                ["点击查看更多>>", "资源描述：", $"{title}.doc", "温馨提示：当前文档最多只能预览前几页，若文档总页数超出了预览页数，请下载原文档以浏览全部内容。",
                    "关键 词：", $"{place} 工作 总结", "提示  文库所有资源均是用户自行上传分享，仅供网友学习交流，未经上传用户书面授权，请勿作他用。"]),
            _ => throw new ArgumentOutOfRangeException(nameof(frame), frame, null),
        };
    }

    /// <summary>Random letters and signs, as forums write them between lines and after them against copying.</summary>
    public static string Noise(Random random)
    {
        const string Signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!@#$%^&*|~`<>{}[]+=_-;:";
        return string.Concat(Enumerable.Range(0, random.Next(5, 16)).Select(i => i % 4 == 3 ? ' ' : Signs[random.Next(Signs.Length)]));
    }
}
