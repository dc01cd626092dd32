using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>What the paragraphs of a report are by their form: formalities, rows of tables, or plain text.</summary>
internal sealed class LineLayout
{
    private readonly FormalityType?[] _formalities;
    private readonly IReadOnlyList<TableCell>?[] _rows;

    private LineLayout(FormalityType?[] formalities, IReadOnlyList<TableCell>?[] rows) => (_formalities, _rows) = (formalities, rows);

    public int Count => _formalities.Length;

    public static LineLayout Of(string text, IReadOnlyList<Paragraph> paragraphs)
    {
        var (headers, rows) = TableFinder.Find(text, paragraphs);
        var formalities = FormalityFinder.Find(text, paragraphs);
        for (var i = 0; i < paragraphs.Count; i++)
            if (headers[i])
                formalities[i] = FormalityType.TableHeader;
            else if (rows[i] is not null)
                formalities[i] = null;

        return new(formalities, rows);
    }

    public FormalityType? FormalityAt(int paragraph) => _formalities[paragraph];

    public IReadOnlyList<TableCell>? RowAt(int paragraph) => _rows[paragraph];

    public bool IsPlain(int paragraph) => _formalities[paragraph] is null && _rows[paragraph] is null;
}
