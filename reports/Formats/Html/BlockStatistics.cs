using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>What a block holds, in characters that are not white space. Hidden and silent elements count for nothing.</summary>
/// <param name="Text">All characters.</param>
/// <param name="Linked">Those within links.</param>
/// <param name="Prose">Those of lines that are sentences.</param>
/// <param name="Body">Lines that only a report would have: sentences, headings, numbered items.</param>
/// <param name="Lines">Lines that are not blank.</param>
/// <param name="Links">Links with a text.</param>
internal readonly record struct BlockCount(int Text, int Linked, int Prose, int Body, int Lines, int Links)
{
    public static BlockCount operator +(BlockCount a, BlockCount b) =>
        new(a.Text + b.Text, a.Linked + b.Linked, a.Prose + b.Prose, a.Body + b.Body, a.Lines + b.Lines, a.Links + b.Links);
}

/// <summary>Counts each block of a page once, from the leaves up.</summary>
internal sealed partial class BlockStatistics
{
    /// <summary>A shorter line may be a link's name or a label, whatever signs it has.</summary>
    private const int ShortestProse = 30;

    private readonly Dictionary<INode, BlockCount> _counts = [];
    private readonly Func<IElement, bool> _isLeftOut;
    private readonly StringBuilder _line = new();
    private BlockCount _closed;
    private int _linked, _links, _linkDepth, _headingDepth;

    /// <param name="isLeftOut">Elements that are not counted: what is hidden.</param>
    public BlockStatistics(INode root, Func<IElement, bool> isLeftOut)
    {
        _isLeftOut = isLeftOut;
        Measure(root);
    }

    /// <summary>The count of a block; nothing for a node within a line.</summary>
    public BlockCount this[INode node] => _counts.GetValueOrDefault(node);

    private void Measure(INode block)
    {
        EndLine();
        var before = _closed;
        _closed = default;
        foreach (var child in block.ChildNodes)
            See(child);
        EndLine();
        _counts[block] = _closed;
        _closed += before;
    }

    private void See(INode node)
    {
        switch (node)
        {
            case IText text:
                var from = _line.Length;
                foreach (var c in text.Data)
                {
                    if (!char.IsWhiteSpace(c))
                        _line.Append(c);
                }

                if (_linkDepth > 0)
                    _linked += _line.Length - from;
                break;
            case IElement element when !element.IsSilent() && !_isLeftOut(element):
                SeeElement(element);
                break;
        }
    }

    private void SeeElement(IElement element)
    {
        if (element.LocalName == "br")
        {
            EndLine();
            return;
        }

        var (link, heading) = (element.IsLink() ? 1 : 0, element.IsHeading() ? 1 : 0);
        _linkDepth += link;
        _headingDepth += heading;
        _links += link;
        if (element.IsBlock())
            Measure(element);
        else
        {
            foreach (var child in element.ChildNodes)
                See(child);
        }

        _linkDepth -= link;
        _headingDepth -= heading;
    }

    private void EndLine()
    {
        if (_line.Length > 0)
        {
            var line = _line.ToString();
            var own = line.Length - _linked;
            var prose = own >= ShortestProse && Sentence().IsMatch(line) && !Legal().IsMatch(line);
            var body = prose || (own * 2 > line.Length && (_headingDepth > 0 || Numbered().IsMatch(line)));
            _closed += new BlockCount(line.Length, _linked, prose ? own : 0, body ? 1 : 0, 1, _links);
        }

        _line.Clear();
        (_linked, _links) = (0, 0);
    }

    /// <summary>The lines at a page's foot that speak in sentences too.</summary>
    [GeneratedRegex("Copyright|版权所有|ICP备|网安备|侵权", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Legal();

    [GeneratedRegex("[。；！？]|，[^，]{2,}，", RegexOptions.NonBacktracking)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^([（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[章节部篇，、]|[（(]?\d{1,2}[)）.．、][^\d]|[①-⑳]|[一二三四五六七八九十]是)",
        RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();
}
