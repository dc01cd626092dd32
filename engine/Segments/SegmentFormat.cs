using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Segments;

/// <summary>What building and merging write alike.</summary>
internal static class SegmentFormat
{
    /// <summary>
    /// The text field whose signatures are stored: the first is the body of a document, and what is folded by another field is rare
    /// enough to be computed from the texts.
    /// </summary>
    public const int SignedField = 0;

    /// <summary>The dictionary that the texts are written with. Segments of few characters have none, and texts in UTF-16.</summary>
    public static void WriteTokens(SectionFileWriter file, TokenDictionary dictionary)
    {
        var bytes = new ByteBuffer(1 << 16);
        dictionary.Write(bytes);
        file.Begin(SectionKeys.Tokens);
        file.Write(bytes.Written);
        file.End();
    }
}
