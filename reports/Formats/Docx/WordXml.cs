using System.Globalization;
using System.Xml;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>Attributes of WordprocessingML, in its transitional and its strict namespace alike.</summary>
internal static class WordXml
{
    private const string Transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    public static string? Word(this XmlReader xml, string attribute) =>
        xml.GetAttribute(attribute, Transitional) ?? xml.GetAttribute(attribute, Strict);

    public static int? Number(this XmlReader xml, string attribute) =>
        int.TryParse(xml.Word(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A property that is on by standing there, unless it says off.</summary>
    public static bool IsOn(this XmlReader xml) => xml.Word("val") is not ("0" or "false" or "off");
}
