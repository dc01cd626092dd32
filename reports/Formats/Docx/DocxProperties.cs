using System.Xml;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>What a document calls itself (docProps/core.xml).</summary>
internal sealed class DocxProperties
{
    private bool _inTitle;

    public string? Title { get; private set; }

    public void See(XmlReader xml)
    {
        if (xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            _inTitle = xml is { NodeType: XmlNodeType.Element, LocalName: "title", IsEmptyElement: false };
        else if (_inTitle && xml.NodeType is XmlNodeType.Text)
            Title += xml.Value;
    }
}
