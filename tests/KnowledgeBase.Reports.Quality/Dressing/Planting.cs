using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>A site that no list of the product names.</summary>
internal sealed record InventedSite(string Name, string Domain, string Contact)
{
    public static List<InventedSite> All(LabelHalf half) =>
        [.. LabelFolder.Lines("sites", half).Select(line => line.Split('\t'))
            .Select(parts => new InventedSite(parts[0], parts[1], parts[2]))];
}

/// <summary>Plants a site's marks into the lines of a document, in one of twelve manners.</summary>
internal sealed class Planting(InventedSite site, LabelHalf half, Random random)
{
    public static readonly string[] Manners =
        ["mid-word", "line-end", "line-head", "name-address", "full-width", "invisible",
            "brackets", "ad-block", "paywall", "invitation", "contact", "running-line"];

    private static readonly string[] Lines =
    [
        "{N}——一线材料人都在用", "更多精品材料请登录{N}（www.{D}）", "本文由{N}整理发布，请勿外传", "加入{N}会员，全年资料免费下载，{C}", "{N}：{C}，备注“材料”优先通过",
        "下载更多述职报告，就上{N}", "【{N}】每日更新公文范文，{C}", "{N} 版权所有 侵权必究",
    ];

    private readonly List<string> _manners = [];

    /// <summary>The manner of each planted mark.</summary>
    public IReadOnlyList<string> Planted => _manners;

    public void Apply(string manner, List<DressedLine> lines)
    {
        Action plant = manner switch
        {
            "mid-word" => () => Splice(lines, manner, 4, () => site.Name),
            "line-end" => () => Each(lines, 4, line => line.Add(Mark(manner, site.Name))),
            "line-head" => () => Each(lines, 3, line => line.AddFirst(Mark(manner, site.Name + "　"))),
            "name-address" => () => Each(lines, 4, line => line.Add(Mark(manner, $"{site.Name}www.{site.Domain}"))),
            "full-width" =>
                () => Splice(lines, manner, 3, () => random.Next(2) == 0
                    ? Wide("www." + site.Domain)
                    : "公 众 号 " + string.Join(' ', site.Name.ToCharArray())),
            "invisible" => () => Splice(lines, manner, 4, Invisible()),
            "brackets" => () => Splice(lines, manner, 3, Bracketed()),
            "ad-block" => () => Block(lines, manner),
            "paywall" =>
                () => Splice(lines, manner, 3, () => Pick($"##paidbegin##", $"[{site.Name}会员可见]", "##paidend##", "[vip]", "【付费内容】")),
            "invitation" =>
                () => Each(lines, 2, line =>
                    line.Add(Mark(manner, Pick($"更多范文请加{site.Contact}。", $"需要本文完整版请联系{site.Contact}。", $"欢迎关注{site.Name}，获取更多材料。")))),
            "contact" => () => Splice(lines, manner, 2, () => site.Contact),
            "running-line" => () => Repeat(lines, manner),
            _ => throw new ArgumentOutOfRangeException(nameof(manner), manner, null),
        };
        plant();
    }

    private Run Mark(string manner, string text)
    {
        _manners.Add(manner);
        return new(text, Origin.Mark, _manners.Count - 1);
    }

    /// <summary>Between two Han characters inside a paragraph.</summary>
    private void Splice(List<DressedLine> lines, string manner, int count, Func<string> text)
    {
        var long_ = lines.Where(line => line.Role == LineRole.Paragraph && line.Body.Length >= 40).ToList();
        for (var i = 0; i < count && long_.Count > 0; i++)
        {
            var line = long_[random.Next(long_.Count)];
            var body = line.Body;
            var at = random.Next(4, body.Length - 3);
            for (var tries = 0; tries < 20 && !(Characters.IsHan(body[at - 1]) && Characters.IsHan(body[at])); tries++)
                at = random.Next(4, body.Length - 3);
            line.Plant(at, Mark(manner, text()));
        }
    }

    private void Each(List<DressedLine> lines, int count, Action<DressedLine> plant)
    {
        var own = lines.Where(line => line.Role == LineRole.Paragraph).ToList();
        foreach (var line in own.OrderBy(_ => random.Next()).Take(count))
            plant(line);
    }

    private void Block(List<DressedLine> lines, string manner)
    {
        var common = LabelFolder.Lines("ads", half).ToList();
        for (var i = random.Next(2, 4); i > 0; i--)
            lines.Insert(0, DressedLine.Foreign(Line(), Origin.Mark, Mark(manner, "").Mark));
        for (var i = random.Next(2, 5); i > 0; i--)
            lines.Add(DressedLine.Foreign(i == 1 ? common[random.Next(common.Count)] : Line(), Origin.Mark, Mark(manner, "").Mark));
    }

    private void Repeat(List<DressedLine> lines, string manner)
    {
        var words = Pick($"——{site.Name}（www.{site.Domain}）——", $"{site.Name} www.{site.Domain}", $"{site.Name}");
        for (var at = 4; at < lines.Count; at += random.Next(5, 9))
            lines.Insert(at, DressedLine.Foreign(words, Origin.Mark, Mark(manner, "").Mark));
    }

    private string Line() => Pick(Lines).Replace("{N}", site.Name, StringComparison.Ordinal)
        .Replace("{D}", site.Domain, StringComparison.Ordinal).Replace("{C}", site.Contact, StringComparison.Ordinal);

    private Func<string> Invisible()
    {
        var between = Pick("\u200B", "\u2060", "\uE012", "\u200D", "\uFEFF");
        return () => string.Join(between, site.Name.ToCharArray());
    }

    private Func<string> Bracketed()
    {
        var form = Pick($"（{site.Name}www.{site.Domain}）", $"【{site.Name}】", $"[转自{site.Name}]", $"（来源：{site.Name}）");
        return () => form;
    }

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    private static string Wide(string text) => string.Concat(text.Select(c => c is > ' ' and < '\u007F' ? (char)(c + 0xFEE0) : c));
}
