namespace KnowledgeBase.Reports.Formats.PlainText;

/// <param name="Text">With '\n' for every line end; a wrong byte is U+FFFD.</param>
/// <param name="Encoding">utf-8, gb18030, big5, utf-16le, utf-16be.</param>
/// <param name="WrongBytes">Bytes that are no character in that encoding.</param>
internal sealed record DecodedText(string Text, string Encoding, int WrongBytes)
{
    public IReadOnlyList<ReadingNote> Notes => WrongBytes == 0
        ? []
        : [new("wrong-bytes", $"{WrongBytes} bytes are no character in {Encoding}; U+FFFD stands for them")];
}
