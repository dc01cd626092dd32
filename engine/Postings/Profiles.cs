using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Files;

namespace KnowledgeBase.Engine.Postings;

/// <summary>
/// How often a term occurs in each field of a document is a profile. Few different ones exist in a segment, so a posting holds the number
/// of its profile, the most frequent ones having the smallest numbers. Stored as: count u32, then for each profile one u16 per field.
/// </summary>
internal sealed class Profiles(int fields, ushort[] frequencies)
{
    public int Fields => fields;

    public int Count => frequencies.Length / fields;

    public ReadOnlySpan<ushort> this[int profile] => frequencies.AsSpan(profile * fields, fields);

    public void Write(SectionFileWriter file)
    {
        file.Begin(SectionKeys.Profiles);
        file.UInt32((uint)Count);
        file.Write<ushort>(frequencies);
        file.End();
    }

    public static Profiles Read(SectionFile file, int fields)
    {
        var section = file.Open(SectionKeys.Profiles);
        var reader = new ByteReader(section.Span(0, checked((int)section.Length)));
        var frequencies = new ushort[reader.UInt32() * (long)fields];
        if (section.Length != sizeof(uint) + frequencies.Length * (long)sizeof(ushort))
            throw section.Damage(0, $"{frequencies.Length} frequencies expected, {section.Length} bytes found");
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = reader.UInt16();
        return new Profiles(fields, frequencies);
    }
}
