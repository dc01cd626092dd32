using System.Globalization;
using System.Xml;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>What a paragraph or a run is by its style: heading level, numbering, hidden (word/styles.xml).</summary>
internal sealed class DocxStyles
{
    private readonly Dictionary<string, Style> _styles = new(StringComparer.Ordinal);
    private Style? _current;

    public void See(XmlReader xml)
    {
        if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "style")
            _current = null;
        if (xml.NodeType != XmlNodeType.Element)
            return;
        if (xml.LocalName == "style")
        {
            _current = new();
            _styles[xml.Word("styleId") ?? ""] = _current;
            return;
        }

        if (_current is null)
            return;
        switch (xml.LocalName)
        {
            case "name":
                _current.Name = xml.Word("val") ?? "";
                break;
            case "basedOn":
                _current.BasedOn = xml.Word("val");
                break;
            case "outlineLvl":
                _current.Outline = xml.Number("val");
                break;
            case "numId":
                _current.NumberingId = xml.Number("val");
                break;
            case "ilvl":
                _current.NumberingLevel = xml.Number("val");
                break;
            case "vanish":
                _current.Hidden = xml.IsOn();
                break;
        }
    }

    /// <summary>1 for the highest; null for what is no heading.</summary>
    public int? HeadingLevel(string? id)
    {
        if (Up(id, s => s.Outline) is { } outline)
            return outline is >= 0 and < 9 ? outline + 1 : null;
        foreach (var style in Chain(id))
        {
            if (style.Name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(style.Name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var level))
                return level;
            if (style.Name.Equals("Title", StringComparison.OrdinalIgnoreCase))
                return 1;
        }

        return null;
    }

    public bool IsContents(string? id) => Chain(id).Any(s => s.Name.StartsWith("toc ", StringComparison.OrdinalIgnoreCase));

    public bool IsHidden(string? id) => Up(id, s => s.Hidden) ?? false;

    public (int? Id, int? Level) Numbering(string? id) => (Up(id, s => s.NumberingId), Up(id, s => s.NumberingLevel));

    private T? Up<T>(string? id, Func<Style, T?> value)
        where T : struct => Chain(id).Select(value).FirstOrDefault(v => v is not null);

    /// <summary>The style and those it is based on; a ring of them ends.</summary>
    private IEnumerable<Style> Chain(string? id)
    {
        for (var steps = 0; id is not null && steps < 16 && _styles.TryGetValue(id, out var style); steps++)
        {
            yield return style;
            id = style.BasedOn;
        }
    }

    private sealed class Style
    {
        public string Name { get; set; } = "";

        public string? BasedOn { get; set; }

        public int? Outline { get; set; }

        public int? NumberingId { get; set; }

        public int? NumberingLevel { get; set; }

        public bool? Hidden { get; set; }
    }
}
