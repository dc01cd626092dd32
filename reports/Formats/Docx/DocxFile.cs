using KnowledgeBase.Reports.Formats.Zip;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>
/// Office Open XML text documents, streamed: no part is held as a tree, so memory does not grow with what a part
/// inflates to.
/// </summary>
internal static class DocxFile
{
    public static RawDocument Read(ZipContents pack, DocxParts parts, ReadingOptions options, CancellationToken cancel)
    {
        if (pack.Entries.GroupBy(e => e.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new RefusedException("zip-duplicate-entry", $"two entries are named {twice.Key}");

        var styles = new DocxStyles();
        ReadParts("styles", styles.See);
        var numbering = new DocxNumbering();
        ReadParts("numbering", numbering.See);

        var text = new RawText(options);
        ReadFurniture("header");
        Walk(parts.Main!);
        if (text.IsBodyBlank)
            text.Unmark("docx-textbox");
        ReadNotes("footnotes");
        ReadNotes("endnotes");
        ReadFurniture("footer");

        var properties = new DocxProperties();
        ReadParts("core-properties", properties.See);
        return text.ToDocument("docx", [], declaredTitle: properties.Title);

        void ReadParts(string part, Action<System.Xml.XmlReader> see)
        {
            foreach (var name in parts.Named(part))
            {
                if (pack.Find(name) is { } entry)
                    XmlLimits.ReadAll(pack.Open(entry), options, see, cancel);
            }
        }

        void Walk(string name)
        {
            var entry = pack.Find(name) ?? throw new RefusedException("damaged", $"{name} is missing from the package");
            var walk = new DocxTextWriter(text, styles, numbering);
            XmlLimits.ReadAll(pack.Open(entry), options, walk.See, cancel);
            walk.End();
        }

        void ReadNotes(string part)
        {
            foreach (var name in parts.Named(part).Where(n => pack.Find(n) is not null))
                Walk(name);
        }

        void ReadFurniture(string part)
        {
            var start = text.Length;
            foreach (var name in parts.Named(part).Where(n => pack.Find(n) is not null))
                Walk(name);
            text.MarkBoilerplate($"docx-{part}", start, part == "header" ? "页眉" : "页脚");
        }
    }
}
