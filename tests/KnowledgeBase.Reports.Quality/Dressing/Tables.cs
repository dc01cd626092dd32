namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>Puts tables into clean texts: rows with numbers, clauses of the text itself, persons and telephone numbers.</summary>
internal static class Tables
{
    private const int Rows = 5;
    private static readonly string[] Surnames = ["王", "李", "覃", "欧阳", "赵", "罗", "岑", "尉迟", "高", "童"];
    private static readonly string[] Names = ["立新", "晓棠", "建国", "玉兰", "志强", "敏", "卫东", "小满", "长青", "静宜"];

    public static CleanText Into(CleanText text, Random random)
    {
        var clauses = text.Lines.SelectMany(line => line.Split('，', '。', '；'))
            .Where(clause => clause.Length is > 8 and < 40 && !clause.Contains('\t', StringComparison.Ordinal)).ToList();
        if (clauses.Count < Rows * 2)
            return text;
        var lines = text.Lines.ToList();
        var at = random.Next(1, lines.Count + 1);
        List<string> rows = ["序号\t事项\t完成情况\t责任人\t联系电话"];
        for (var i = 1; i <= Rows; i++)
            rows.Add($"{i}\t{Pick(clauses)}\t{Pick(clauses)}。\t{Pick(Surnames)}{Pick(Names)}\t{Phone()}");
        lines.InsertRange(at, rows);
        return text with { Lines = lines };

        string Pick(IList<string> choices) => choices[random.Next(choices.Count)];

        string Phone() => random.Next(2) == 0
            ? $"0797-{random.Next(2000000, 8999999)}"
            : $"1{random.Next(3, 10)}{random.NextInt64(100000000, 999999999)}";
    }
}
