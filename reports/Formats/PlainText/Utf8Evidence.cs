using System.Buffers;
using System.Text;

namespace KnowledgeBase.Reports.Formats.PlainText;

/// <summary>How well bytes read as UTF-8.</summary>
/// <param name="Sequences">Well-formed sequences of two bytes and more.</param>
/// <param name="Wrong">Bytes that belong to none.</param>
internal readonly record struct Utf8Evidence(int Sequences, int Wrong)
{
    public bool Clean => Wrong == 0;

    /// <summary>Other encodings yield well-formed sequences by chance only, so a few wrong bytes among many leave no doubt.</summary>
    public bool Convincing => Wrong == 0 || Sequences >= 20 * Wrong;

    public static Utf8Evidence Of(ReadOnlySpan<byte> bytes)
    {
        int sequences = 0, wrong = 0;
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                break;
            bytes = bytes[ascii..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.Done)
                sequences++;
            else
                wrong += length;
            bytes = bytes[length..];
        }

        return new(sequences, wrong);
    }
}
