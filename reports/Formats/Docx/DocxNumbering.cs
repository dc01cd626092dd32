using System.Text;
using System.Xml;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>
/// The numbers that Word computes and stores nowhere (word/numbering.xml): a reader sees 「（一）」, the file holds a
/// reference to a list and a level.
/// </summary>
internal sealed class DocxNumbering
{
    private const int Levels = 9;
    private readonly Dictionary<int, Level?[]> _lists = [];
    private readonly Dictionary<int, (int List, Dictionary<int, int> Starts)> _instances = [];
    private readonly Dictionary<int, int?[]> _counters = [];
    private readonly HashSet<int> _begun = [];
    private int _list = -1, _instance = -1, _level = -1;

    public void See(XmlReader xml)
    {
        if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName is "abstractNum" or "num")
            (_list, _instance) = (-1, -1);
        if (xml.NodeType != XmlNodeType.Element)
            return;
        switch (xml.LocalName)
        {
            case "abstractNum":
                _list = xml.Number("abstractNumId") ?? -1;
                _lists[_list] = new Level?[Levels];
                break;
            case "num":
                _instance = xml.Number("numId") ?? -1;
                break;
            case "abstractNumId" when _instance >= 0:
                _instances[_instance] = (xml.Number("val") ?? -1, []);
                break;
            case "lvl" or "lvlOverride":
                _level = xml.Number("ilvl") ?? -1;
                if (xml.LocalName == "lvl" && _list >= 0 && _level is >= 0 and < Levels)
                    _lists[_list][_level] = new();
                break;
            case "startOverride" when _instances.TryGetValue(_instance, out var instance):
                instance.Starts[_level] = xml.Number("val") ?? 1;
                break;
            case "start" when Current is { } level:
                level.Start = xml.Number("val") ?? 1;
                break;
            case "numFmt" when Current is { } level:
                level.Format = xml.Word("val") ?? "decimal";
                break;
            case "lvlText" when Current is { } level:
                level.Text = xml.Word("val") ?? "";
                break;
            case "isLgl" when Current is { } level:
                level.Legal = xml.IsOn();
                break;
        }
    }

    private Level? Current => _list >= 0 && _level is >= 0 and < Levels ? _lists[_list][_level] : null;

    /// <summary>The number of the next paragraph of a list; empty for bullets and for what numbering.xml does not tell.</summary>
    public string Next(int id, int level)
    {
        if (level is < 0 or >= Levels || !_instances.TryGetValue(id, out var instance)
            || !_lists.TryGetValue(instance.List, out var levels))
            return "";
        if (!_counters.TryGetValue(instance.List, out var counters))
            _counters[instance.List] = counters = new int?[Levels];
        if (_begun.Add(id))
        {
            foreach (var (at, start) in instance.Starts)
            {
                if (at is >= 0 and < Levels)
                    counters[at] = start - 1;
            }
        }

        counters[level] = (counters[level] ?? (levels[level]?.Start ?? 1) - 1) + 1;
        for (var below = level + 1; below < Levels; below++)
            counters[below] = null;
        return levels[level] is { Format: not ("bullet" or "none") } found ? Render(found, levels, counters) : "";
    }

    private static string Render(Level level, Level?[] levels, int?[] counters)
    {
        var label = new StringBuilder();
        for (var at = 0; at < level.Text.Length; at++)
        {
            if (level.Text[at] != '%' || at + 1 >= level.Text.Length || level.Text[at + 1] is < '1' or > '9')
            {
                label.Append(level.Text[at]);
                continue;
            }

            var referred = level.Text[++at] - '1';
            var value = counters[referred] ?? levels[referred]?.Start ?? 1;
            var format = level.Legal ? "decimal" : levels[referred]?.Format ?? "decimal";
            if (NumberFormats.Render(value, format) is not { } number)
                return "";
            label.Append(number);
        }

        return label.Length > 0 && (char.IsLetterOrDigit(label[^1]) || label[^1] is '.') ? label.Append(' ').ToString() : label.ToString();
    }

    private sealed class Level
    {
        public int Start { get; set; } = 1;

        public string Format { get; set; } = "decimal";

        public string Text { get; set; } = "";

        public bool Legal { get; set; }
    }
}
