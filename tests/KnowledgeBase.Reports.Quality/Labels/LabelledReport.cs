namespace KnowledgeBase.Reports.Quality.Labels;

/// <summary>One line of a labelled report.</summary>
/// <param name="Label">One or more letters, any of which is right; see labels/README.md.</param>
/// <param name="Text">As the raw file has it, cells parted by tabs.</param>
internal sealed record LabelledLine(string Label, string Text)
{
    /// <summary>Whether the line is text that a search returns, not a title, a heading or a sign-off.</summary>
    public bool IsContent => Label[0] is not ('T' or 'S' or 'H');

    /// <summary>Whether the label accepts a section's type.</summary>
    public bool Accepts(SectionType type) => Label.Contains(type switch
    {
        SectionType.导语 => 'O',
        SectionType.主要工作 => 'W',
        SectionType.存在问题 => 'P',
        SectionType.原因分析 => 'C',
        SectionType.下一步打算 => 'N',
        SectionType.结语 => 'E',
        SectionType.其他 => 'X',
        _ => '?',
    });
}

/// <summary>A report whose every line says what it is.</summary>
internal sealed record LabelledReport(string Name, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<LabelledLine> Lines)
{
    public string Text => string.Join('\n', Lines.Select(line => line.Text));

    public string Title => Facts["title"];

    public static LabelledReport Load(string path)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = new List<LabelledLine>();
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            if (line[0] == '@')
            {
                var at = line.IndexOf(' ', StringComparison.Ordinal);
                facts.Add(line[1..at], line[(at + 1)..]);
            }
            else
            {
                var at = line.IndexOf('|', StringComparison.Ordinal);
                lines.Add(new(line[..at], line[(at + 1)..].Replace('⇥', '\t')));
            }
        }

        return new(System.IO.Path.GetFileName(path), facts, lines);
    }
}
