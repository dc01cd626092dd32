using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Copies;

/// <summary>Texts and differences of one half. See copies/README.md.</summary>
internal sealed class CopyMaterial
{
    private readonly Dictionary<string, List<string>> _blocks = new(StringComparer.Ordinal);

    public CopyMaterial(LabelHalf half)
    {
        var block = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(LabelFolder.Path, "..", "copies", $"{LabelFolder.Name(half)}.txt")))
            if (line.StartsWith("# ", StringComparison.Ordinal))
                _blocks[line[2..]] = block = [];
            else if (line.Length > 0)
                block.Add(line);

        var reports = LabelFolder.Reports(half).Select(report => report.Text).ToList();
        Texts = [.. reports, .. reports.Chunk(4).Select(some => string.Join('\n', some))];
    }

    /// <summary>Each report, and four of them at a time as one long text.</summary>
    public IReadOnlyList<string> Texts { get; }

    public IReadOnlyList<string> Names => _blocks["names"];

    public IReadOnlyList<string> Sentences => _blocks["sentences"];

    public IReadOnlyList<string> Lines => _blocks["lines"];

    public IReadOnlyList<(string Left, string Words, string Right)> Words =>
        [.. _blocks["words"].Select(line => line.Split('|')).Select(parts => (parts[0], parts[1], parts[2]))];

    public IReadOnlyList<(string From, string To)> Swaps =>
        [.. _blocks["swaps"].Select(line => line.Split('|')).Select(parts => (parts[0], parts[1]))];
}
