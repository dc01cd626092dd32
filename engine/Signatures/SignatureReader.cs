using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Signatures;

/// <summary>Reads what <see cref="SignatureWriter"/> wrote.</summary>
internal sealed class SignatureReader
{
    private const int Bytes = Signature.Length * sizeof(ushort);

    private readonly Section _section;

    private SignatureReader(Section section) => _section = section;

    /// <summary>The values of a document's signature.</summary>
    public ReadOnlySpan<ushort> this[int document] => MemoryMarshal.Cast<byte, ushort>(_section.Span((long)document * Bytes, Bytes));

    /// <summary>Null where the file has no signatures of a field.</summary>
    public static SignatureReader? Open(SectionFile file, int field, int documents)
    {
        var key = SectionKeys.Signatures + (uint)field;
        if (!file.Has(key))
            return null;
        var section = file.Open(key);
        return section.Length == (long)documents * Bytes
            ? new SignatureReader(section)
            : throw section.Damage(0, $"the signatures of {documents} documents expected, {section.Length} bytes found");
    }

    /// <summary>For sequential readers: see <see cref="Section.ReleasePagesUpTo"/>.</summary>
    public long ReleasePagesUpTo(long releasedUpTo, int document) => _section.ReleasePagesUpTo(releasedUpTo, (long)document * Bytes);
}
