using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Postings;

/// <summary>
/// The distinct combinations of how often a term occurs in each text field of a document. A segment has few of them, so a posting holds a
/// code: the number of its combination, where the most frequent ones have the smallest numbers.
/// Stored as: count u32, then for each code one u16 per field.
/// </summary>
internal sealed class FieldFrequencies(int fields, ushort[] frequencies)
{
    public int Fields => fields;

    public int Count => frequencies.Length / fields;

    public ReadOnlySpan<ushort> this[int code] => frequencies.AsSpan(code * fields, fields);

    public void Write(SectionFileWriter file)
    {
        file.Begin(SectionKeys.FieldFrequencies);
        file.UInt32((uint)Count);
        file.Write<ushort>(frequencies);
        file.End();
    }

    public static FieldFrequencies Read(SectionFile file, int fields)
    {
        var section = file.Open(SectionKeys.FieldFrequencies);
        var reader = new ByteReader(section.Span(0, checked((int)section.Length)));
        var frequencies = new ushort[reader.UInt32() * (long)fields];
        if (section.Length != sizeof(uint) + frequencies.Length * (long)sizeof(ushort))
            throw section.Damage(0, $"{frequencies.Length} frequencies expected, {section.Length} bytes found");
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = reader.UInt16();
        return new FieldFrequencies(fields, frequencies);
    }
}
