namespace KnowledgeBase.Reports.Formats;

/// <summary>Tells the format of a file by its content and hands it to the reader of that format.</summary>
internal static class Decoder
{
    public static Decoding Decode(string name, ReadOnlyMemory<byte> bytes, ReadingOptions options, CancellationToken cancel) => throw new NotImplementedException();
}
