using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The unit whose report it is, told apart from those above it, beside it and those that it only names.</summary>
internal static class UnitFinder
{
    private const double Enough = 3;

    private static readonly string[] SelfBefore = ["作为", "担任", "我代表", "代表", "现将", "现就将", "现就", "我是", "任", "我在"];
    private static readonly string[] SelfAfter = ["党组书记", "党委书记", "党组", "党总支", "党支部", "党委", "机关党委", "机关支部", "局长", "主任", "部长", "院长", "校长", "书记", "领导班子", "班子", "全体", "始终", "深入学习", "认真", "坚持", "紧紧", "以习近平", "在县委", "在市委", "在区委", "在省委", "20"];
    private static readonly string[] OtherBefore = ["在", "由", "与", "同", "和", "经", "报", "向", "及", "、", "被", "获", "按", "据", "受", "《", "对", "协助", "联合", "配合", "邀请", "会同", "协调", "获得"];
    private static readonly string[] OtherAfter = ["牵头", "联合", "的领导", "领导下", "的指导", "指导下", "的科学指导", "的细心", "的正确", "的坚强", "印发", "下发", "编印", "关于", "组织的", "举办的", "的关心", "的通知", "要求", "的要求", "安排", "部署", "并入", "等部门", "等单位", "、", "反馈", "督查", "考核", "检查组", "专家", "工作人员", "：", "的大力支持", "的支持", "表彰", "授予", "评为", "和", "与"];

    /// <summary>Units of which every report names many: only words of its own make one of them the reporter.</summary>
    private static readonly UnitType[] Common = [UnitType.学校, UnitType.医院, UnitType.国有企业, UnitType.事业单位, UnitType.两新组织, UnitType.村, UnitType.社区, UnitType.乡镇, UnitType.街道, UnitType.开发区, UnitType.金融, UnitType.法院, UnitType.检察院, UnitType.政协, UnitType.人大, UnitType.共青团, UnitType.工会, UnitType.妇联, UnitType.省, UnitType.市, UnitType.县区, UnitType.党校];

    private static readonly (string End, UnitType Type)[] PlaceEnds =
    [
        ("经济技术开发区", UnitType.开发区), ("经济开发区", UnitType.开发区), ("高新区", UnitType.开发区), ("经开区", UnitType.开发区), ("工业园区", UnitType.开发区), ("产业园", UnitType.开发区),
        ("社区", UnitType.社区), ("街道", UnitType.街道), ("镇", UnitType.乡镇), ("乡", UnitType.乡镇), ("村", UnitType.村),
    ];

    public sealed record Found(Fact<string> Unit, Fact<UnitType> Type, IReadOnlyList<string> Names, Fact<string>? Level);

    public static Found? Find(Title title, string text, int bodyStart, IReadOnlyList<Section> sections, string? name)
    {
        var mentions = new List<UnitMention>();
        Collect(mentions, title.Words, 0, title.Words.Length, title.Start, (_, _, _) => 20);
        if (mentions.Count == 0 && PlaceInTitle(title) is { } place)
            mentions.Add(place);

        var openingEnd = sections.FirstOrDefault(section => section.Type == SectionType.导语) is { } opening ? opening.Start + opening.Length : bodyStart;
        Collect(mentions, text, bodyStart, text.Length, 0, (place, length, type) => Weigh(text, place, length, openingEnd, type));
        if (name is not null)
            Collect(mentions, name, 0, name.Length, -1, (_, _, _) => 4);

        var types = mentions.GroupBy(mention => mention.Type).Select(group => (Mentions: group.ToList(), Weight: group.Sum(mention => mention.Weight))).OrderByDescending(entry => entry.Weight).ToList();
        if (types.Count == 0 || types[0].Weight < Enough || (types.Count > 1 && types[1].Weight * 1.3 > types[0].Weight))
            return null;

        var best = types[0].Mentions.GroupBy(mention => mention.Words).Select(group => (Mention: group.OrderByDescending(mention => mention.Weight).First(), Weight: group.Sum(mention => mention.Weight)))
            .OrderByDescending(entry => entry.Weight).ThenByDescending(entry => entry.Mention.Words.Length).First().Mention;
        var all = types.Sum(entry => Math.Max(0, entry.Weight));
        var confidence = Math.Round(Math.Min(0.98, 0.35 + (0.5 * types[0].Weight / all) + (Math.Min(10, types[0].Weight) / 60)), 2);
        return new(
            new(best.Words, best.Words, best.Place, confidence),
            new(best.Type, best.Words, best.Place, confidence),
            Names(best),
            LevelOf(best) is { } level ? new(level, best.Words, best.Place, confidence) : null);
    }

    private static void Collect(List<UnitMention> mentions, string text, int start, int end, int offset, Func<int, int, UnitType, double> weigh)
    {
        var list = UnitNameList.Instance;
        var found = list.Find(text, start, end).ToList();
        for (var i = 0; i < found.Count; i++)
        {
            // 「市委」 before 「组织部」 is where that stands: 市委组织部.
            var head = found[i].Place;
            while (i + 1 < found.Count && found[i + 1].Place == found[i].Place + found[i].Name.Length)
                i++;

            var (place, name) = found[i];
            var type = list.TypeOf(name);
            var from = LocalityName.StartBefore(text, head, start);
            if (Common.Contains(type) && from == place)
                from = LocalityName.NameBefore(text, place, start);

            mentions.Add(new(text[from..(place + name.Length)], name, type, offset < 0 ? -1 : offset + from, weigh(from, place + name.Length - from, type)));
        }
    }

    /// <summary>「东篱镇主要负责人…」, 「翠湖社区2023年…」: a place that a title begins with reports for itself.</summary>
    private static UnitMention? PlaceInTitle(Title title)
    {
        var words = title.Words.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '年', '度');
        words = words.StartsWith("关于", StringComparison.Ordinal) ? words[2..] : words.StartsWith("中共", StringComparison.Ordinal) ? words[2..] : words;
        foreach (var (end, type) in PlaceEnds)
            if (words.IndexOf(end, StringComparison.Ordinal) is var at and >= 2 and <= 10 && words.AsSpan(0, at).IndexOfAnyExceptInRange('\u4E00', '\u9FFF') < 0)
                return new(words[..(at + end.Length)], end, type, title.Start < 0 ? -1 : title.Start + title.Words.IndexOf(words, StringComparison.Ordinal), 15);

        return null;
    }

    private static double Weigh(string text, int place, int length, int openingEnd, UnitType type)
    {
        var before = text.AsSpan(Math.Max(0, place - 6), Math.Min(6, place));
        var after = text.AsSpan(place + length, Math.Min(8, text.Length - place - length));
        var lineEnd = after.Length == 0 || after[0] == '\n';
        var lineStart = before.Length == 0 || before[^1] == '\n';
        if (lineStart && lineEnd)
            return text.Length - place < 200 ? 15 : 1;

        foreach (var word in OtherAfter)
            if (after.StartsWith(word))
                return 0;

        var isSelf = false;
        foreach (var word in SelfBefore)
            isSelf |= before.EndsWith(word);

        if (!isSelf && Common.Contains(type) && place >= openingEnd)
            return 0;

        if (!isSelf)
            foreach (var word in OtherBefore)
                if (before.EndsWith(word))
                    return 0;

        var weight = isSelf ? 6.0 : 1;
        foreach (var word in SelfAfter)
            if (after.StartsWith(word))
            {
                weight += 2;
                break;
            }

        // 「2023年，人社局党总支部…」: who opens the report is who reports.
        return weight + (place < openingEnd ? before.EndsWith("年，") || lineStart ? 3 : 1 : 0);
    }

    private static IReadOnlyList<string> Names(UnitMention best)
    {
        var place = best.Words[..^best.Name.Length];
        var names = new List<string> { best.Words };
        if (UnitNameList.Instance.OtherForm(best.Name) is { } other)
            names.AddRange([place + other, other]);

        names.Add(best.Name);
        return [.. names.Where(name => name.Length > 1).Distinct()];
    }

    private static string? LevelOf(UnitMention best)
    {
        if (best.Type is UnitType.乡镇 or UnitType.街道)
            return "乡镇";

        var place = best.Words[..^best.Name.Length];
        return place.Length == 0 ? null : place[^1] switch
        {
            '省' => "省",
            '市' or '州' or '盟' => "市",
            '县' or '区' or '旗' => "县区",
            '镇' or '乡' => "乡镇",
            _ => null,
        };
    }
}

/// <param name="Words">With its place: 县审计局.</param>
/// <param name="Name">Without: 审计局.</param>
internal sealed record UnitMention(string Words, string Name, UnitType Type, int Place, double Weight);
