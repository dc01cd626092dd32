using System.Text;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>Where a character of a dressed text comes from.</summary>
internal enum Origin : byte
{
    /// <summary>The clean text: it must stay.</summary>
    Body,

    /// <summary>A page, a sheet or a forum: it should go.</summary>
    Furniture,

    /// <summary>A site's mark that was planted: it should go.</summary>
    Mark,
}

/// <summary>A stretch of characters of one origin.</summary>
/// <param name="Mark">Which planted mark of the document it belongs to; -1 for none.</param>
/// <param name="Line">Which line of the document; -1 for what stands between its lines.</param>
internal readonly record struct Run(string Text, Origin Origin, int Mark = -1, int Line = -1);

/// <summary>What a line is.</summary>
internal enum LineRole
{
    Paragraph,
    Title,
    Row,

    /// <summary>A line that holds no character of the clean text.</summary>
    Foreign,
}

/// <summary>One line of a dressed document as runs, so that each character's origin stays known.</summary>
internal sealed class DressedLine(LineRole role, params IEnumerable<Run> runs)
{
    private readonly List<Run> _runs = [.. runs];

    public LineRole Role { get; } = role;

    public IReadOnlyList<Run> Runs => _runs;

    public string Text => string.Concat(_runs.Select(run => run.Text));

    /// <summary>The line's own words, without what was planted.</summary>
    public string Body => string.Concat(_runs.Where(run => run.Origin == Origin.Body).Select(run => run.Text));

    public static DressedLine Foreign(string text, Origin origin = Origin.Furniture, int mark = -1) =>
        new(LineRole.Foreign, new Run(text, origin, mark));

    /// <summary>Plants a run before the character of the body that has a number.</summary>
    public void Plant(int at, Run planted)
    {
        var index = 0;
        for (var passed = 0; index < _runs.Count; index++)
        {
            var run = _runs[index];
            if (run.Origin != Origin.Body)
                continue;
            if (at <= passed + run.Text.Length
                && (at < passed + run.Text.Length || !_runs.Skip(index + 1).Any(later => later.Origin == Origin.Body)))
            {
                var cut = at - passed;
                _runs.RemoveAt(index);
                _runs.InsertRange(index, ((Run[])[run with { Text = run.Text[..cut] }, planted, run with { Text = run.Text[cut..] }])
                    .Where(piece => piece.Text.Length > 0));
                return;
            }

            passed += run.Text.Length;
        }

        _runs.Add(planted);
    }

    public void Add(Run planted) => _runs.Add(planted);

    public void AddFirst(Run planted) => _runs.Insert(0, planted);

    /// <summary>The line with every run's text changed, as by blanks between its characters.</summary>
    public DressedLine Select(Func<Run, Run> change) => new(Role, _runs.Select(change));
}

/// <summary>A clean text: what a reader of the dressed file must get back.</summary>
/// <param name="Lines">One paragraph, heading or table row each, without the title.</param>
internal sealed record CleanText(string Name, string Title, string Place, string Unit, IReadOnlyList<string> Lines);

/// <summary>A raw file made of a clean text.</summary>
/// <param name="Dress">How it was dressed, for the tables of results.</param>
/// <param name="Lines">All its lines in reading order, whose bodies are the clean text's lines.</param>
/// <param name="Manners">The manner of each planted mark.</param>
/// <param name="IsWrapped">Its lines were broken at a width.</param>
/// <param name="ExactRuns">Every character of the decoded text; null where a format decides on the text.</param>
internal sealed record DressedFile(
    string Name,
    string Dress,
    byte[] Bytes,
    IReadOnlyList<DressedLine> Lines,
    IReadOnlyList<string> Manners,
    bool IsWrapped = false,
    IReadOnlyList<Run>? ExactRuns = null)
{
    public IReadOnlyList<Run> Runs => ExactRuns ?? [.. Lines.SelectMany(line => line.Runs)];

    public string Title => Lines.First(line => line.Role == LineRole.Title).Body;
}

/// <summary>Collects runs and the text that they make.</summary>
internal sealed class RunWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<Run> _runs = [];

    public IReadOnlyList<Run> Runs => _runs;

    public byte[] Bytes(Encoding encoding) => encoding.GetBytes(_text.ToString());

    public void Write(Run run)
    {
        _text.Append(run.Text);
        _runs.Add(run);
    }

    public void Furniture(string text) => Write(new(text, Origin.Furniture));

    public void Line(DressedLine line)
    {
        foreach (var run in line.Runs)
            Write(run);
        Furniture("\n");
    }
}
