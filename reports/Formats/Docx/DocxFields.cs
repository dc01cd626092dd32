using System.Text;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>
/// Fields of the long form: begin, instruction, separate, result, end. Results are text; a table of contents is furniture.
/// </summary>
internal sealed class DocxFields(RawText text)
{
    private readonly Stack<Field> _open = new();

    public void See(string? type)
    {
        switch (type)
        {
            case "begin":
                _open.Push(new());
                break;
            case "separate" when _open.TryPeek(out var field):
                field.ResultStart = text.Length;
                break;
            case "end":
                Close(1);
                break;
        }
    }

    public void Instruct(string words)
    {
        if (_open.TryPeek(out var field))
            field.Instruction.Append(words);
    }

    public void Close() => Close(_open.Count);

    private void Close(int count)
    {
        for (; count > 0 && _open.TryPop(out var field); count--)
        {
            if (field.ResultStart is { } start
                && field.Instruction.ToString().TrimStart().StartsWith("TOC", StringComparison.OrdinalIgnoreCase))
                text.MarkBoilerplate("docx-contents", start, "目录");
        }
    }

    private sealed class Field
    {
        public StringBuilder Instruction { get; } = new();

        public int? ResultStart { get; set; }
    }
}
