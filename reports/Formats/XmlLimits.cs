using System.Xml;

namespace KnowledgeBase.Reports.Formats;

/// <summary>Opens XML that strangers wrote: no DTD, nothing resolved, nothing nested without end.</summary>
internal static class XmlLimits
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        // An attribute is held whole, so a part may not be one.
        MaxCharactersInDocument = 64 << 20,
    };

    /// <summary>Hands every node of the stream to <paramref name="see"/>, up to its end.</summary>
    public static void ReadAll(Stream xml, ReadingOptions options, Action<XmlReader> see, CancellationToken cancel)
    {
        try
        {
            using var reader = XmlReader.Create(xml, Settings);
            for (var nodes = 0; reader.Read(); nodes++)
            {
                if (reader.Depth > options.MaxDepth)
                    throw new RefusedException("too-deep", $"XML elements within each other beyond {options.MaxDepth}");
                if ((nodes & 0xFFF) == 0)
                    cancel.ThrowIfCancellationRequested();
                see(reader);
            }
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new RefusedException("unsafe-xml", "its XML declares a document type (DTD)");
        }
        catch (XmlException e) when (e.Message.Contains("MaxCharactersInDocument", StringComparison.Ordinal))
        {
            throw new RefusedException("too-much-text", "a part of its XML is longer than any report");
        }
        catch (XmlException e)
        {
            throw new RefusedException("damaged", $"its XML is broken: {e.Message}");
        }
    }
}
