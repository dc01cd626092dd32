using System.Globalization;
using System.Text;
using KnowledgeBase.Lookups.Quality.Problems;

namespace KnowledgeBase.Lookups.Quality.Speed;

/// <summary>
/// Reports of random pieces, 20 passages each: work in sentences of the labels' own text, every fourth with a set phrase, problems under
/// the labelled headings of dev, plans. The same seed makes the same reports.
/// </summary>
internal sealed class InventedReports(int seed)
{
    public const int Passages = 20;
    private const int Work = 12;
    private const int Problems = 4;
    private const string Numbers = "一二三四五六七八九十";

    private static readonly string[] Fields = ["水利", "供水", "校园", "窗口", "征收", "执法", "林业", "养老", "仓储", "路政", "园区", "档案", "物业", "统计", "市政"];
    private static readonly string[] Places = ["清河", "青溪", "临江", "云岭", "锦湖", "柳河", "望湖", "桃园", "云溪", "石桥"];
    private static readonly string[] Offices = ["审计局", "教育局", "水利局", "财政局", "民政局", "司法局", "统计局", "信访局", "商务局", "公安局"];

    private readonly Random _random = new(seed);
    private readonly string[] _phrases = [.. LabelFolder.Lines("set-phrases.dev.txt")];
    private readonly string[] _pieces =
    [
        .. LabelFolder.Lines("own-text.dev.txt").Concat(LabelFolder.Lines("own-text.held.txt"))
            .SelectMany(line => line.TrimEnd('。').Split('，'))
            .Concat(LabelFolder.Lines("campaigns.dev.tsv").Select(line => "推进" + line.Split('\t')[0])),
    ];

    private readonly string[] _headings =
        [.. LabelledProblem.Read("dev").Items.Select(item => item.Heading).OfType<string>().Where(heading => heading.Length < 16)];

    public Random Random => _random;

    public IEnumerable<(string Name, byte[] Bytes)> Files(int passages) =>
        Enumerable.Range(0, passages / Passages).Select(number => ($"{number}.txt", Encoding.UTF8.GetBytes(Report(number))));

    public string Phrase() => _phrases[_random.Next(_phrases.Length)];

    public string Sentence() => $"{Piece()}{_random.Next(99)}处，{Piece()}，{Piece()}。";

    private string Report(int number)
    {
        var (unit, year) = ($"{Places[number % 10]}{"县区市"[number / 100 % 3]}{Offices[number / 10 % 10]}", 2005 + (number % 20));
        var text = new StringBuilder($"{unit}{year}年工作总结\n一、主要工作\n");
        for (var i = 0; i < Work; i++)
            Add(
                text,
                i,
                i % 6 == 0 ? $"以{Piece()[..2]}促{Piece()[..2]}" : $"抓好第{_random.Next(999)}项工作",
                (i % 4 == 0 ? Phrase() + "，" : "") + Sentence() + Sentence());
        text.Append("二、存在问题\n");
        for (var i = 0; i < Problems; i++)
            Add(text, i, (_random.Next(2) == 0 ? Field() : "") + Heading(), $"有{_random.Next(99)}处没有做到位，涉及{Field()}{Field()}。");
        text.Append("三、下一步打算\n");
        for (var i = 0; i < Passages - Work - Problems; i++)
            Add(text, i, $"抓好{Field()}{Heading()[..2]}", $"落实责任{_random.Next(99)}项，按月调度，{Piece()}。");
        return text.ToString();
    }

    private static void Add(StringBuilder text, int number, string heading, string body) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"（{(number < 10 ? Numbers[number..(number + 1)] : "十" + Numbers[number - 10])}）{heading}。{body}\n");

    private string Piece() => _pieces[_random.Next(_pieces.Length)];

    private string Field() => Fields[_random.Next(Fields.Length)];

    private string Heading() => _headings[_random.Next(_headings.Length)];
}
