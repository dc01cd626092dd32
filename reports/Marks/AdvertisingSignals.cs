using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Marks;

/// <summary>What makes a stretch of folded text an advertisement: a seller's name or a way to reach them, an invitation, goods, a notice about copying.</summary>
/// <param name="Contacts">Ways to reach the seller, also vague ones: 公众号, 客服, 网盘.</param>
/// <param name="Reach">Those of them that lead somewhere: a number, an address.</param>
/// <param name="Names">Names on the list of marks. They are spliced into the report's own lines too, so a name alone makes no line an advertisement.</param>
internal readonly record struct AdvertisingSignals(int Contacts, int Reach, int Names, int Invitations, int Goods, int Notices)
{
    private static readonly Regex Contact = new(
        @"(?:找|加|咨询|联系|搜|v|掌柜)[:]?[a-z][a-z0-9_\-]{4,20}|(?:qq|扣扣|企鹅)(?:群|号|交流群|客服)*[号:]?[0-9]{5,12}|(?:微信|微|vx|v信|薇信|wx|weixin|威信)号?:?[a-z][a-z0-9_\-]{4,20}|1[3-9][0-9]{9}|(?:电话|手机|咨询|联系|热线|客服|加)[号码:]{0,3}[0-9]{7,12}|群号?[:]?[0-9]{6,11}|(?:qq|微信|会员|交流|资料|免费qq|写作|材料)群[:]|公众号[:“「\x22【《]|[a-z0-9._\-]{3,30}@[a-z0-9\-]{2,20}\.[a-z]{2,3}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string[] VagueContacts = ["公众号", "公号", "星球", "站内信", "淘宝", "旺旺", "掌柜", "宝贝编号", "微博", "小程序", "知识星球", "淘宝店", "客服", "网盘", "二维码", "会员群", "交流群", "资料群"];

    private static readonly string[] InvitationWords =
    [
        "欢迎加入", "欢迎关注", "欢迎访问", "欢迎下载", "欢迎订阅", "欢迎光临", "欢迎转发", "欢迎咨询", "欢迎投稿", "欢迎收藏", "点击", "长按", "识别", "扫一扫", "扫码", "扫描", "加微信", "加v", "加群", "入群", "进群", "关注我们",
        "关注公众号", "关注微信", "请关注", "订阅", "咨询", "请联系", "联系我们", "联系客服", "联系qq", "联系微信", "有意加入", "添加客服", "添加微信", "回复", "领取", "免费", "赠送", "购买", "付费", "充值", "代写", "代笔",
        "润笔", "定制", "下载", "收藏本", "实时分享", "每日更新", "每天更新", "持续更新", "同步更新", "不断更新", "更多", "认准", "谨防", "优惠", "限时", "特价", "接单", "投稿", "私信", "好评", "一键", "私聊", "备用网址", "最新网址", "请搜索", "搜索", "在看", "点赞", "转发给", "置顶", "好评", "返现", "退款", "年费", "订阅", "问价", "报名", "大礼包", "签到", "积分", "扫码加入", "立即", "点击上方", "不迷路", "原价", "月卡", "包月", "热线", "投诉建议",
    ];

    private static readonly string[] GoodsWords =
    [
        "会员", "svip", "vip", "素材", "材料库", "范文", "资料", "模板", "文库", "写材料", "笔杆", "文秘", "课件", "稿件", "万字", "公文写作", "文稿", "公文材料", "精品材料", "原创", "word版", "全文", "完整版", "ppt", "专栏", "训练营", "校对", "排版", "精选", "合集", "主题", "文案", "写作", "公文", "ai", "千篇",
    ];

    private static readonly string[] NoticeWords =
    [
        "仅供学习", "仅供参考", "仅供内部", "仅供交流", "仅供个人", "仅限内部", "禁止外传", "禁止转载", "禁止传播", "严禁外传", "严禁转载", "严禁倒卖", "请勿外传", "请勿转载", "请勿传播", "请勿倒卖", "用后删除", "用后即删", "后删除", "小时内删除", "版权所有", "版权归", "违者必究", "必究", "后果自负", "内部资料", "请勿外泄", "学习交流", "严禁传播", "支持正版", "侵删",
        "侵权", "倒卖", "本站", "转载请", "商业用途", "来源于网络", "来自网络", "网络收集", "不得转载", "未经许可", "未经授权", "翻版必究", "盗版", "转存", "原链接", "会员须知", "温馨提示", "免责", "冻结", "多端登录", "以上内容来自", "原创整理", "此稿", "本稿", "本篇", "会员稿", "每日一荐", "投诉", "本资料", "本文档", "本材料由", "整理发布", "独家整理", "首发", "水印",
    ];

    public bool Any => Contacts + Names + Invitations + Goods + Notices > 0;

    /// <summary>How many of the four it shows.</summary>
    public int Kinds => Math.Sign(Contacts + (Invitations + Notices > 0 ? Names : 0)) + Math.Sign(Invitations) + Math.Sign(Goods) + Math.Sign(Notices);

    public int Sum => Contacts + Names + Invitations + Goods + Notices;

    private static readonly Regex OnlyFor = new("(?:仅供|仅限|只供).{0,12}(?:学习|参考|交流|使用|阅读|会员)|(?:禁止|严禁|请勿|不得|谢绝).{0,6}(?:外传|转载|传播|倒卖|商用|转发|翻印)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static AdvertisingSignals Of(string folded, MarkSet marks)
    {
        var names = marks.Find(folded).Count();
        var reach = 0;
        foreach (var _ in Contact.EnumerateMatches(folded))
            reach++;

        foreach (var address in WebAddress.Find(folded))
            reach += WebAddress.IsOfficial(address.Host) ? 0 : 1;

        return new(reach + Count(folded, VagueContacts), reach, names, Count(folded, InvitationWords), Count(folded, GoodsWords), Count(folded, NoticeWords) + (OnlyFor.IsMatch(folded) ? 1 : 0));
    }

    private static int Count(string folded, string[] words)
    {
        var count = 0;
        foreach (var word in words)
            if (folded.Contains(word, StringComparison.Ordinal))
                count++;

        return count;
    }
}
